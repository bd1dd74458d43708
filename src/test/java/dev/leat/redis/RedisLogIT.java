package dev.leat.redis;

import dev.leat.core.Log;
import dev.leat.testing.RedisBinary;
import dev.leat.testing.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// On the server that the run chose.
class RedisLogIT implements LogContract {
  private Server connected;

  @BeforeEach
  void connect() {
    connected = Server.connect(Endpoint.parse(server().url()));
  }

  @AfterEach
  void close() {
    connected.close();
  }

  @Override
  public RedisServer server() {
    return RedisServer.shared(RedisBinary.CHOSEN);
  }

  @Override
  public Log log() {
    return connected.log();
  }
}
