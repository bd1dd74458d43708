package dev.leat.redis;

import dev.leat.core.Failure;
import dev.leat.core.Replies;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.ProtocolKeyword;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One connection, replaced by the next call when it broke. A call is sent once and never again.
final class Link implements AutoCloseable {
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
    close();
    try {
      connection = current = client.connect(ByteArrayCodec.INSTANCE);
      return current;
    } catch (RuntimeException failed) {
      throw Errors.connecting(endpoint, failed);
    }
  }

  /// The server's number of this connection, asked for once a connection.
  ///
  /// @throws Failure.Unreachable when there is none
  synchronized long id(Duration timeout) {
    var _ = open();
    if (id == null) {
      id =
          (Long)
              Replies.join(
                  send(false, timeout, CommandType.CLIENT, new TreeOutput(), Calls.args("ID")));
    }
    return Objects.requireNonNull(id);
  }

  /// Sends a command.
  ///
  /// @param writes whether it changes anything: then a lost reply is [Failure.OutcomeUnknown]
  /// @param timeout how long to wait for the reply; then the connection is given up, because a late
  ///     reply would be nobody's
  <T> CompletableFuture<T> send(
      boolean writes,
      Duration timeout,
      ProtocolKeyword type,
      CommandOutput<byte[], byte[], T> output,
      CommandArgs<byte[], byte[]> arguments) {
    CompletableFuture<T> result = new CompletableFuture<>();
    StatefulRedisConnection<byte[], byte[]> used;
    try {
      used = open();
    } catch (Failure unreachable) {
      result.completeExceptionally(unreachable);
      return result;
    }
    AsyncCommand<byte[], byte[], T> command =
        new AsyncCommand<>(new Command<>(type, output, arguments));
    var _ =
        command
            .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete(
                (reply, error) -> {
                  if (error == null) {
                    result.complete(reply);
                    return;
                  }
                  if (!Errors.isReply(error)) {
                    giveUp(used);
                  }
                  result.completeExceptionally(Errors.reply(endpoint, timeout, writes, error));
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

  @Override
  public synchronized void close() {
    if (connection != null) {
      giveUp(connection);
      connection = null;
      id = null;
    }
  }
}
