package dev.leat.redis;

import dev.leat.core.Log;
import dev.leat.core.Sinks;

/// A server that is connected to: its ports.
public final class Server implements AutoCloseable {
  private final Endpoint endpoint;
  private final LeanClient client;
  private final Nodes calls;
  private final Nodes waiting;
  private final RedisLog log;
  private final RedisSinks sinks;

  private Server(Endpoint endpoint) {
    this.endpoint = endpoint;
    this.client = LeanClient.to(endpoint);
    this.calls = new Nodes(client, endpoint);
    this.waiting = new Nodes(client, endpoint);
    this.log = new RedisLog(calls, waiting);
    this.sinks = new RedisSinks(calls, waiting);
  }

  /// Connects.
  ///
  /// @throws dev.leat.core.Failure.Unreachable within the endpoint's timeout and a second, saying
  ///   where and why
  public static Server connect(Endpoint endpoint) {
    Server server = new Server(endpoint);
    try {
      SlotMap slots = server.calls.connect();
      server.calls.follow(slots);
      server.waiting.follow(slots);
      return server;
    } catch (RuntimeException failed) {
      server.close();
      throw failed;
    }
  }

  public Log log() {
    return log;
  }

  public Sinks sinks() {
    return sinks;
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
