package dev.leat.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisExtension.class)
class RedisServerIT {
  @Test
  void testsShareOneServer(
      RedisServer a, RedisServer b, @OwnServer("maxmemory 3mb") RedisServer own) {
    assertThat(a).isSameAs(b).isNotSameAs(own);
    assertThat(a.execute("PING")).isEqualTo("PONG");
    assertThat(own.execute("CONFIG", "GET", "maxmemory")).asString().contains("3145728");
  }

  @Test
  void theBundledServersAreWhatTheySay() {
    assertThat(RedisServer.shared(RedisBinary.BUNDLED_7_0).execute("INFO", "server"))
        .asString()
        .contains("redis_version:7.0.15");
    assertThat(RedisServer.shared(RedisBinary.BUNDLED_6_2).execute("INFO", "server"))
        .asString()
        .contains("redis_version:6.2.");
  }

  @Test
  void aKilledServerComesBackOnItsPort(
      @OwnServer({"appendonly yes", "appendfsync always"}) RedisServer server) {
    server.execute("SET", "k", "v");
    server.kill();
    assertThatThrownBy(() -> server.execute("PING")).hasMessageContaining("refused");
    server.restart();
    assertThat(server.execute("GET", "k")).isEqualTo("v");
  }

  @Test
  void aPausedServerHangs(@OwnServer RedisServer server) throws IOException {
    try (Resp client = new Resp(server.port())) {
      client.timeout(100);
      server.pause();
      assertThatThrownBy(() -> client.execute("PING")).isInstanceOf(SocketTimeoutException.class);
      server.resume();
    }
    assertThat(server.execute("PING")).isEqualTo("PONG");
  }

  @Test
  void theProxyLosesAReplyAfterTheServerDidTheWork(RedisServer server, Proxy proxy)
      throws IOException {
    String key = RedisServer.key("lost");
    proxy.onRequest("INCR", Proxy.Fault.LOSE_REPLY);
    try (Resp client = new Resp(proxy.port())) {
      assertThat(client.execute("GET", key)).isNull();
      assertThatThrownBy(() -> client.execute("INCR", key)).isInstanceOf(EOFException.class);
    }
    assertThat(server.execute("GET", key)).isEqualTo("1");
    assertThat(proxy.faults()).isEqualTo(1);
  }

  @Test
  void theProxyCutsBeforeDelivery(RedisServer server, Proxy proxy) throws IOException {
    String key = RedisServer.key("cut");
    proxy.onRequest("INCR", Proxy.Fault.CUT);
    try (Resp client = new Resp(proxy.port())) {
      assertThatThrownBy(() -> client.execute("INCR", key)).isInstanceOf(IOException.class);
    }
    assertThat(server.execute("GET", key)).isNull();
  }

  @Test
  void theProxyMutes(RedisServer server, Proxy proxy) throws IOException {
    String key = RedisServer.key("mute");
    proxy.onRequest("INCR", Proxy.Fault.MUTE);
    try (Resp client = new Resp(proxy.port())) {
      client.timeout(100);
      assertThatThrownBy(() -> client.execute("INCR", key))
          .isInstanceOf(SocketTimeoutException.class);
    }
    assertThat(server.execute("GET", key)).isEqualTo("1");
  }

  @Test
  void theProxyStalls(RedisServer server, Proxy proxy) throws IOException {
    String key = RedisServer.key("stall");
    proxy.onRequest("INCR", Proxy.Fault.STALL);
    try (Resp client = new Resp(proxy.port())) {
      client.timeout(100);
      assertThatThrownBy(() -> client.execute("INCR", key))
          .isInstanceOf(SocketTimeoutException.class);
    }
    assertThat(server.execute("GET", key)).isNull();
  }

  @Test
  void theProxyCutsWithinAReply(Proxy proxy) throws IOException {
    try (Resp client = new Resp(proxy.port())) {
      proxy.afterReplyBytes(10, Proxy.Fault.CUT);
      assertThat(client.execute("PING")).isEqualTo("PONG");
      assertThatThrownBy(() -> client.execute("PING")).isInstanceOf(IOException.class);
    }
    assertThat(proxy.faults()).isEqualTo(1);
  }

  @Test
  void theProxyRefusesAndTakesConnectionsAgain(Proxy proxy) throws IOException {
    try (Resp client = new Resp(proxy.port())) {
      assertThat(client.execute("PING")).isEqualTo("PONG");
      proxy.refuse();
      assertThatThrownBy(() -> client.execute("PING")).isInstanceOf(IOException.class);
    }
    assertThatThrownBy(() -> new Resp(proxy.port())).isInstanceOf(IOException.class);
    proxy.accept();
    try (Resp client = new Resp(proxy.port())) {
      assertThat(client.execute("PING")).isEqualTo("PONG");
    }
  }
}
