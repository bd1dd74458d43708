package dev.leat.cli;

import dev.leat.core.Failure;
import dev.leat.core.Stop;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Takes items from an input until it ends or the command is to stop, and has what was taken sent
/// on whenever the input pauses, so that a slow producer's line does not wait for the next one.
///
/// @param ready whether `next` returns without waiting
/// @param next the next item, or null at the end of the input; may wait
/// @param linger how long a pause has to be
record Intake<T>(BooleanSupplier ready, Supplier<@Nullable T> next, Duration linger, Stop stop) {

  /// Runs until the input ends or the command is to stop. Then, and when an item cannot be read,
  /// what was taken before is flushed; not when taking or flushing fails, so that nothing follows
  /// what was refused.
  ///
  /// @throws Failure.BadInput when an item cannot be read, after everything before it was flushed
  void run(Consumer<T> take, Runnable flush) {
    // Reading standard input cannot be interrupted. So a wait for it happens on a thread that may
    // be left behind; a busy input never gets there.
    try (Waiting waiting = new Waiting()) {
      while (!stop.requested()) {
        T item = read(waiting, flush);
        if (item == null) {
          break;
        }
        take.accept(item);
      }
    }
    flush.run();
  }

  private @Nullable T read(Waiting waiting, Runnable flush) {
    try {
      if (ready.getAsBoolean()) {
        return next.get();
      }
    } catch (Failure.BadInput bad) {
      throw afterFlush(bad, flush);
    }
    CompletableFuture<Optional<T>> coming = waiting.start(() -> Optional.ofNullable(next.get()));
    if (!comesSoon(coming)) {
      flush.run();
    }
    try {
      return stop.await(coming).flatMap(item -> item).orElse(null);
    } catch (Failure.BadInput bad) {
      throw afterFlush(bad, flush);
    }
  }

  private static Failure.BadInput afterFlush(Failure.BadInput bad, Runnable flush) {
    flush.run();
    return bad;
  }

  private boolean comesSoon(CompletableFuture<?> coming) {
    try {
      var _ = coming.get(linger.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException failed) {
      return true;
    } catch (TimeoutException | InterruptedException pause) {
      return false;
    }
  }

  private static final class Waiting implements AutoCloseable {
    private @Nullable ExecutorService thread;

    <R> CompletableFuture<R> start(Supplier<R> read) {
      if (thread == null) {
        thread =
            Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("standard input").factory());
      }
      return CompletableFuture.supplyAsync(read, thread);
    }

    @Override
    public void close() {
      if (thread != null) {
        thread.shutdownNow();
      }
    }
  }
}
