package dev.leat.local;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Patience with another process, in small steps.
final class Wait {
  private static final long STEP_NANOS = Duration.ofMillis(3).toNanos();

  private final long deadline;

  Wait(Duration atMost) {
    deadline = System.nanoTime() + atMost.toNanos();
  }

  /// Pauses for a moment.
  ///
  /// @return false, at once, when patience is at its end or the thread was interrupted
  boolean again() {
    if (System.nanoTime() - deadline >= 0 || Thread.currentThread().isInterrupted()) {
      return false;
    }
    LockSupport.parkNanos(STEP_NANOS);
    return true;
  }
}
