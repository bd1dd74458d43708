package dev.leat.redis;

import dev.leat.core.Failure;
import dev.leat.core.Replies;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandType;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One connection, replaced by the next call when it broke. A call is sent once and never again.
///
/// Half of what the connection holds may be under way; a caller waits for its turn then. The other
/// half is for what Netty's threads send, which must not wait: they bring the replies.
final class Link implements Route {
  private final LeanClient client;
  private final Endpoint endpoint;
  private final Semaphore room = new Semaphore(LeanClient.REQUEST_QUEUE / 2);
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
    boolean waits = !(Thread.currentThread() instanceof FastThreadLocalThread);
    if (waits && !roomWithin(request.timeout())) {
      result.completeExceptionally(Errors.noRoom(endpoint, request.timeout()));
      return result;
    }
    Runnable leave = waits ? room::release : () -> {};
    StatefulRedisConnection<byte[], byte[]> used;
    try {
      used = open();
    } catch (Failure unreachable) {
      leave.run();
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
                  leave.run();
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

  /// @return false when it is not there in time, or the thread was interrupted
  private boolean roomWithin(Duration timeout) {
    try {
      return room.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void giveUp(StatefulRedisConnection<byte[], byte[]> broken) {
    if (broken.isOpen()) {
      var _ = broken.closeAsync();
    }
  }
}
