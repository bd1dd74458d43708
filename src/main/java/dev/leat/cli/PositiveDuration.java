package dev.leat.cli;

import dev.leat.core.Durations;
import dev.leat.core.Failure;
import java.time.Duration;

/// Durations of a millisecond or more, where nothing at all would mean something else: not "no
/// limit" but "delete everything at once".
final class PositiveDuration {
  private PositiveDuration() {}

  /// @throws Failure.Usage when the text is no duration, or nothing at all
  static Duration parse(String text) {
    Duration duration = Durations.parse(text);
    if (duration.isZero()) {
      throw new Failure.Usage("'" + text + "' is not longer than 0", "1ms, 30s, 15m, 2h30m, 7d");
    }
    return duration;
  }
}
