package dev.leat.redis;

import static dev.leat.core.Replies.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.core.AppendOptions;
import dev.leat.core.Draft;
import dev.leat.core.Event;
import dev.leat.core.Failure;
import dev.leat.testing.Poll;
import dev.leat.testing.RedisBinary;
import dev.leat.testing.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Three sentinels that watch a master and its replica.
class SentinelFaultIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static boolean appends(Server server) {
    try {
      return join(server
                  .log()
                  .append("s", List.of(Draft.of(Event.of("a", "1"))), AppendOptions.NONE))
              .refused()
          == null;
    } catch (Failure.Unreachable | Failure.OutcomeUnknown lost) {
      return false;
    }
  }

  @Test
  void theNextCallFindsTheNewMaster() {
    RedisBinary binary = RedisBinary.CHOSEN;
    List<RedisServer> sentinels = new ArrayList<>();
    try (RedisServer master = RedisServer.start();
        RedisServer replica = RedisServer.start("replicaof 127.0.0.1 " + master.port())) {
      Poll.until(
          PATIENCE,
          "the replica is in step",
          () -> String.valueOf(master.execute("INFO", "replication")).contains("state=online"));
      for (int i = 0; i < 3; i++) {
        sentinels.add(
            RedisServer.startSentinel(
                binary,
                "sentinel monitor main 127.0.0.1 " + master.port() + " 2",
                "sentinel down-after-milliseconds main 500",
                "sentinel failover-timeout main 2000"));
      }
      Poll.until(
          PATIENCE,
          "the sentinels know each other",
          () ->
              sentinels.stream()
                  .allMatch(
                      s -> {
                        String info = String.valueOf(s.execute("INFO", "sentinel"));
                        return info.contains("slaves=1") && info.contains("sentinels=3");
                      }));
      String url =
          sentinels.stream()
              .map(s -> "127.0.0.1:" + s.port())
              .collect(Collectors.joining(",", "redis-sentinel://", "#main"));
      try (Server server = Server.connect(Endpoint.parse(url).withTimeout(Duration.ofSeconds(2)))) {
        assertThat(appends(server)).isTrue();
        Poll.until(
            PATIENCE,
            "the replica has the event",
            () -> Long.valueOf(1).equals(replica.execute("XLEN", "s")));
        sentinels.getFirst().kill();
        master.pause();

        Poll.until(PATIENCE, "appending works again", () -> appends(server));

        assertThat(String.valueOf(replica.execute("INFO", "replication"))).contains("role:master");
        master.resume();
      }
      assertThatThrownBy(
              () -> Server.connect(Endpoint.parse(url.replace("#main", "#other"))).close())
          .isInstanceOf(Failure.Unreachable.class)
          .hasMessageContaining("#other");
    } finally {
      sentinels.forEach(RedisServer::close);
    }
  }
}
