package dev.leat.testing;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Waiting for something that happens elsewhere.
public final class Poll {
  private Poll() {}

  /// Looks every few milliseconds until something is so.
  ///
  /// @throws AssertionError when it is not so within `limit`
  public static void until(Duration limit, String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + limit + ": " + what);
      }
      try {
        TimeUnit.MILLISECONDS.sleep(3);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
