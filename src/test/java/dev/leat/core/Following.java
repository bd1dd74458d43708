package dev.leat.core;

import dev.leat.redis.Endpoint;
import dev.leat.redis.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A [LogReader] at work in a thread of its own on a real server, and what it has handed on so far.
/// Every wait has a limit.
final class Following implements AutoCloseable, Output {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Server server;
  private final Stop stop = new Stop();
  private final CompletableFuture<Long> end = new CompletableFuture<>();
  private final List<Entry> entries = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();
  private final CompletableFuture<Void> reached = new CompletableFuture<>();
  private final CompletableFuture<Void> gate;
  private final Optional<CursorFile> cursors;

  private Following(String url, Reading reading, CompletableFuture<Void> gate) {
    this.gate = gate;
    this.cursors = reading.cursors();
    this.server = Server.connect(Endpoint.parse(url));
    LogReader reader = new LogReader(server.log(), reading, this, this::say, stop);
    Thread.ofPlatform()
        .name("follower")
        .daemon()
        .start(
            () -> {
              try {
                end.complete(reader.run());
              } catch (Throwable failure) {
                end.completeExceptionally(failure);
              }
            });
  }

  static Following start(String url, Reading reading) {
    return new Following(url, reading, CompletableFuture.completedFuture(null));
  }

  /// Hands its first entry on only when `gate` is complete.
  static Following start(String url, Reading reading, CompletableFuture<Void> gate) {
    return new Following(url, reading, gate);
  }

  static Reading reading(Selection selection, String... streams) {
    return new Reading(
        List.of(streams), selection, Filter.ALL, false, !selection.follow(), Optional.empty());
  }

  static Selection between(Position from, boolean exclusive, Position to) {
    return new Selection(from, exclusive, to, OptionalLong.empty(), OptionalLong.empty(), false);
  }

  /// Reads to the end of a selection.
  static List<Entry> all(String url, Reading reading) {
    try (Following reader = start(url, reading)) {
      reader.end();
      return reader.entries();
    }
  }

  @Override
  public void entry(Entry entry) {
    reached.complete(null);
    gate.join();
    synchronized (entries) {
      entries.add(entry);
    }
  }

  @Override
  public void delivery(Delivery delivery) {
    throw new AssertionError("no sink here");
  }

  @Override
  public void flush() {}

  private void say(String line) {
    synchronized (notices) {
      notices.add(line);
    }
  }

  List<Entry> entries() {
    synchronized (entries) {
      return List.copyOf(entries);
    }
  }

  List<String> ids() {
    return entries().stream().map(entry -> entry.id().toString()).toList();
  }

  List<String> notices() {
    synchronized (notices) {
      return List.copyOf(notices);
    }
  }

  /// Waits until it has an entry to hand on, gate or no gate.
  void awaitFirst() {
    await(reached::isDone, "entry");
  }

  List<Entry> awaitEntries(int count) {
    await(() -> entries().size() >= count, count + " entries");
    return entries();
  }

  void await(BooleanSupplier condition, String what) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (end.isDone() && !condition.getAsBoolean()) {
        throw new AssertionError("it ended without " + what + ": " + end);
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("no " + what + ", but " + entries().size() + " " + notices());
      }
      try {
        TimeUnit.MILLISECONDS.sleep(2);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  /// Asks it to stop, and waits for its end.
  long stop() {
    stop.request();
    return end();
  }

  /// Waits for its end.
  long end() {
    @Nullable Throwable failure = failure();
    if (failure != null) {
      throw new CompletionException(failure);
    }
    return end.join();
  }

  /// Waits for its end, and gives what it failed with, or null.
  @Nullable Throwable failure() {
    try {
      end.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      return null;
    } catch (ExecutionException failed) {
      return failed.getCause();
    } catch (InterruptedException | TimeoutException late) {
      throw new AssertionError("it did not end; it has " + entries().size(), late);
    }
  }

  boolean ended() {
    return end.isDone();
  }

  @Override
  public void close() {
    stop.request();
    try {
      end.handle((_, _) -> true).get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException late) {
      throw new AssertionError("it did not stop", late);
    } finally {
      server.close();
      cursors.ifPresent(CursorFile::close);
    }
  }
}
