package dev.leat.core;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Waiting for what a port answers.
public final class Replies {
  private Replies() {}

  /// Waits for a reply; a port bounds every reply in time by itself.
  ///
  /// @throws Failure what the reply failed with
  public static <T> T join(CompletableFuture<T> reply) {
    try {
      return reply.join();
    } catch (CompletionException wrapped) {
      if (wrapped.getCause() instanceof Failure failure) {
        throw failure;
      }
      throw wrapped;
    }
  }
}
