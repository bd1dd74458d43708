package dev.leat.core;

import java.util.concurrent.locks.LockSupport;

/// Keeps work at a steady rate.
final class Pace {
  private final long rate;
  private final long start = System.nanoTime();
  private long done;

  /// @param rate units a second, 1 or more
  Pace(long rate) {
    this.rate = rate;
  }

  /// The most units to do at once, so that the rate is even within a twentieth of a second.
  int burst() {
    return Math.clamp(rate / 20, 1, Integer.MAX_VALUE);
  }

  /// Waits until `units` more may be done.
  void await(int units) {
    long due = start + Math.round(done * 1e9 / rate);
    for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
      LockSupport.parkNanos(wait);
    }
    done += units;
  }
}
