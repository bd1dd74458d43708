package dev.leat.redis;

import dev.leat.core.Failure;
import dev.leat.core.Replies;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandType;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One connection, replaced by the next call when it broke. A call is sent once and never again.
final class Link implements Route {
  private final LeanClient client;
  private final Endpoint endpoint;
  private @Nullable StatefulRedisConnection<byte[], byte[]> connection;
  private @Nullable Long id;

  Link(LeanClient client, Endpoint endpoint) {
    this.client = client;
    this.endpoint = endpoint;
  }

  /// Connects, unless connected.
  ///
  /// @throws Failure.Unreachable when that fails
  synchronized StatefulRedisConnection<byte[], byte[]> open() {
    StatefulRedisConnection<byte[], byte[]> current = connection;
    if (current != null && current.isOpen()) {
      return current;
    }
    id = null;
    try {
      connection = current = client.open(endpoint);
      return current;
    } catch (RuntimeException failed) {
      throw Errors.connecting(endpoint, failed);
    }
  }

  /// The server's number of this connection, asked for once a connection.
  ///
  /// @throws Failure.Unreachable when there is none
  synchronized long id() {
    var _ = open();
    Long known = id;
    if (known == null) {
      known =
          Calls.number(
              Replies.join(
                  send(
                      new Request<>(
                          false,
                          endpoint.timeout(),
                          CommandType.CLIENT,
                          TreeOutput::new,
                          Calls.args("ID")))));
      id = known;
    }
    return known;
  }

  @Override
  public <T> CompletableFuture<T> send(Request<T> request) {
    CompletableFuture<T> result = new CompletableFuture<>();
    StatefulRedisConnection<byte[], byte[]> used;
    try {
      used = open();
    } catch (Failure unreachable) {
      result.completeExceptionally(unreachable);
      return result;
    }
    AsyncCommand<byte[], byte[], T> command =
        new AsyncCommand<>(
            new Command<>(request.type(), request.output().get(), request.arguments()));
    var _ =
        command
            .orTimeout(request.timeout().toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete(
                (reply, error) -> {
                  if (error == null) {
                    result.complete(reply);
                    return;
                  }
                  if (!Errors.isReply(error)) {
                    // A late reply would be taken for the next command's.
                    giveUp(used);
                  }
                  result.completeExceptionally(
                      Errors.reply(endpoint, request.timeout(), request.writes(), error));
                });
    var _ =
        result.whenComplete(
            (_, _) -> {
              if (result.isCancelled()) {
                giveUp(used);
              }
            });
    try {
      var _ = used.dispatch(command);
    } catch (RuntimeException rejected) {
      command.completeExceptionally(rejected);
    }
    return result;
  }

  private static void giveUp(StatefulRedisConnection<byte[], byte[]> broken) {
    if (broken.isOpen()) {
      var _ = broken.closeAsync();
    }
  }
}
