package dev.leat.redis;

import dev.leat.core.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/// Asks again and again until something comes or the time is over: the wait for streams in
/// different slots of a cluster.
final class Polling {
  private static final Executor INTERVAL =
      CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS);

  /// Asks once, without waiting.
  @FunctionalInterface
  interface Poll {
    CompletableFuture<List<Entry>> ask();
  }

  private final List<Poll> polls;
  private final long deadline;
  private final CompletableFuture<List<Entry>> result = new CompletableFuture<>();
  private volatile boolean ended;

  Polling(List<Poll> polls, Duration block) {
    this.polls = polls;
    this.deadline = System.nanoTime() + block.toNanos();
  }

  CompletableFuture<List<Entry>> start() {
    round();
    return result;
  }

  /// Lets this round be the last.
  void end() {
    ended = true;
  }

  private void round() {
    List<CompletableFuture<List<Entry>>> replies = polls.stream().map(Poll::ask).toList();
    var _ =
        CompletableFuture.allOf(replies.toArray(CompletableFuture[]::new))
            .whenComplete(
                (_, error) -> {
                  if (error != null) {
                    result.completeExceptionally(Calls.unwrapped(error));
                    return;
                  }
                  List<Entry> entries = new ArrayList<>();
                  replies.forEach(reply -> entries.addAll(reply.join()));
                  if (!entries.isEmpty() || ended || System.nanoTime() >= deadline) {
                    result.complete(entries);
                  } else if (!result.isDone()) {
                    INTERVAL.execute(this::round);
                  }
                });
  }
}
