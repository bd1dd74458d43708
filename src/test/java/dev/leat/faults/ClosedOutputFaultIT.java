package dev.leat.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.cli.Leat;
import dev.leat.cli.RunningLeat;
import dev.leat.testing.Poll;
import dev.leat.testing.RedisExtension;
import dev.leat.testing.RedisServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The reader of standard output leaves: leat ends at its next write, in silence.
@ExtendWith(RedisExtension.class)
class ClosedOutputFaultIT {
  @Test
  void tailIntoHead(RedisServer server) {
    String stream = RedisServer.key("closed");
    server.execute(
        "EVAL", "for i=1,20000 do redis.call('XADD',KEYS[1],'*','n',i) end", "1", stream);
    try (RunningLeat shell =
        Leat.at(server.url())
            .startShell("\"$LEAT\" tail " + stream + " | head -1; exit ${PIPESTATUS[0]}")) {
      Leat.Result result = shell.end();
      assertThat(result.code()).isEqualTo(141);
      assertThat(result.lines()).hasSize(1);
      assertThat(result.err()).isEmpty();
    }
  }

  @Test
  void followIntoHead(RedisServer server) {
    String stream = RedisServer.key("closed");
    try (RunningLeat shell =
        Leat.at(server.url())
            .startShell(
                "\"$LEAT\" follow " + stream + " --from start | head -1; exit ${PIPESTATUS[0]}")) {
      server.execute("XADD", stream, "*", "n", "1");
      shell.awaitLines(1);
      // head has printed its line; it is gone a moment later, and the write after that fails.
      Poll.until(
          Duration.ofSeconds(10),
          "an end soon after a write",
          () -> {
            server.execute("XADD", stream, "*", "n", "2");
            return !shell.isAlive();
          });
      Leat.Result result = shell.end();
      assertThat(result.code()).isEqualTo(141);
      assertThat(result.lines()).hasSize(1);
      assertThat(result.err()).isEmpty();
    }
  }
}
