package dev.leat.redis;

import dev.leat.core.Log;
import dev.leat.core.Sinks;

/// A server that is connected to: its ports.
public final class Server implements AutoCloseable {
  private final Endpoint endpoint;
  private final LeanClient client;
  private final Calls calls;
  private final Calls waiting;

  private Server(Endpoint endpoint) {
    this.endpoint = endpoint;
    this.client = LeanClient.to(endpoint);
    this.calls = new Calls(new Link(client, endpoint), endpoint.timeout());
    this.waiting = new Calls(new Link(client, endpoint), endpoint.timeout());
  }

  /// Connects.
  ///
  /// @throws dev.leat.core.Failure.Unreachable within the endpoint's timeout and a second, saying
  ///     where and why
  public static Server connect(Endpoint endpoint) {
    Server server = new Server(endpoint);
    try {
      var _ = server.calls.link().open();
      return server;
    } catch (RuntimeException failed) {
      server.close();
      throw failed;
    }
  }

  public Log log() {
    return new RedisLog(calls, waiting);
  }

  public Sinks sinks() {
    return new RedisSinks(calls, waiting);
  }

  /// Where the server is, for people.
  public String display() {
    return endpoint.display();
  }

  @Override
  public void close() {
    client.end();
  }
}
