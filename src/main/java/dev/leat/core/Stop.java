package dev.leat.core;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A request to finish: loops look at it between steps and wait no longer once it is made. It is
/// made once and never taken back.
public final class Stop {
  private final CompletableFuture<Boolean> requested = new CompletableFuture<>();

  /// Asks every loop that holds this to finish; further calls change nothing.
  public void request() {
    requested.complete(true);
  }

  public boolean requested() {
    return requested.isDone();
  }

  /// Runs an action when the request is made, at once when it was made already.
  public void onRequest(Runnable action) {
    var _ = requested.thenRun(action);
  }

  /// Waits for a reply or for the request to finish, whichever comes first.
  ///
  /// @return the reply, or empty when the request came first
  /// @throws Failure what the reply failed with
  public <T> Optional<T> await(CompletableFuture<T> reply) {
    if (!reply.isDone()) {
      Replies.join(CompletableFuture.anyOf(reply, requested));
    }
    return reply.isDone() ? Optional.of(Replies.join(reply)) : Optional.empty();
  }
}
