package dev.leat.core;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// Waiting longer after every failure in a row: doubles from `min` to `max`, and takes a random
/// half of it off, so that many clients of one server do not come back at the same moment.
final class Backoff {
  private final Duration min;
  private final Duration max;
  private int failures;

  Backoff(Duration min, Duration max) {
    this.min = min;
    this.max = max;
  }

  /// How long to wait after one more failure.
  Duration next() {
    long ceiling = Math.min(max.toMillis(), min.toMillis() << Math.min(failures++, 20));
    return Duration.ofMillis(ceiling / 2 + ThreadLocalRandom.current().nextLong(ceiling / 2 + 1));
  }

  void reset() {
    failures = 0;
  }
}
