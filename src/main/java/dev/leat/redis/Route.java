package dev.leat.redis;

import java.util.concurrent.CompletableFuture;

/// Where commands go: to one server, or in a cluster to the one that has the stream.
interface Route {
  /// Sends a command; what can be sent in vain (a node that does not have the stream and so did not
  /// run it) goes to the right place, and nothing else is sent twice. Cancelling the future gives
  /// the connection up.
  <T> CompletableFuture<T> send(Request<T> request);
}
