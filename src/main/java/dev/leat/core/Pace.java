package dev.leat.core;

import java.util.concurrent.locks.LockSupport;

/// Keeps work at a steady rate.
final class Pace {
  /// How far behind its rate work may fall and still make up for it: as much as a late wake-up or a
  /// slow reply costs, not a pause of its input.
  private static final double MAX_LAG_NANOS = 100e6;

  private final long rate;

  /// When the next unit is due.
  private double due;

  /// @param rate units a second, 1 or more
  Pace(long rate) {
    this(rate, System.nanoTime());
  }

  Pace(long rate, long now) {
    this.rate = rate;
    this.due = now;
  }

  /// The most units to do at once, so that the rate is even within a twentieth of a second.
  int burst() {
    return Math.clamp(rate / 20, 1, Integer.MAX_VALUE);
  }

  /// Waits until `units` more may be done.
  void await(int units) {
    long until = System.nanoTime();
    until += delay(until, units);
    for (long wait = until - System.nanoTime(); wait > 0; wait = until - System.nanoTime()) {
      LockSupport.parkNanos(wait);
    }
  }

  /// How many nanoseconds after `now` units may be done, which from then on count as done.
  long delay(long now, int units) {
    due = Math.max(due, now - MAX_LAG_NANOS);
    long delay = Math.max(0, Math.round(due - now));
    due += units * 1e9 / rate;
    return delay;
  }
}
