package dev.leat.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.cli.Leat;
import dev.leat.cli.RunningLeat;
import dev.leat.testing.Poll;
import dev.leat.testing.Proxy;
import dev.leat.testing.RedisExtension;
import dev.leat.testing.RedisServer;
import dev.leat.testing.Resp;
import dev.leat.testing.StreamContent;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Connections that are cut while readers read.
@ExtendWith(RedisExtension.class)
class CutConnectionFaultIT {
  private static final int CUTS = 20;

  @Test
  void followPrintsEveryEntryOnceThroughCutsUnderLoad(RedisServer server, Proxy proxy)
      throws Exception {
    String stream = RedisServer.key("cut");
    AtomicBoolean enough = new AtomicBoolean();
    try (RunningLeat follower = Leat.at(proxy.url()).start("follow", stream, "-o", "ids")) {
      server.execute("XADD", stream, "*", "n", "0");
      // It starts at the end, wherever that is when it gets there: what it prints first is the
      // mark.
      Thread writer = Thread.ofPlatform().start(() -> write(server, stream, enough));
      for (int cut = 0; cut < CUTS; cut++) {
        follower.awaitLines(follower.lines().size() + 10);
        int connections = proxy.accepted();
        proxy.cut();
        // Lines still on their way would do for the next cut, which then would cut nothing.
        Poll.until(
            Duration.ofSeconds(30), "a new connection", () -> proxy.accepted() > connections);
      }
      follower.awaitLines(follower.lines().size() + 10);
      enough.set(true);
      writer.join();
      String last = StreamContent.of(server, stream).ids().getLast();
      while (!follower.lines().getLast().equals(last)) {
        follower.awaitLines(follower.lines().size());
      }
      follower.signal("TERM");
      Leat.Result result = follower.end();
      assertThat(result.code()).as(result.err()).isEqualTo(143);
      var ids = StreamContent.of(server, stream).ids();
      assertThat(result.lines())
          .isEqualTo(ids.subList(ids.indexOf(result.lines().getFirst()), ids.size()));
      assertThat(result.err()).contains("connected again");
      assertThat(proxy.accepted()).isGreaterThan(CUTS);
    }
  }

  private static void write(RedisServer server, String stream, AtomicBoolean enough) {
    try (Resp client = new Resp(server.port())) {
      for (int n = 1; !enough.get(); n++) {
        client.execute("XADD", stream, "*", "n", String.valueOf(n));
        LockSupport.parkNanos(500_000);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aLostSinkReplyComesThroughTheOwnPendingEntries(RedisServer server, Proxy proxy) {
    String stream = RedisServer.key("cut");
    server.execute("XGROUP", "CREATE", stream, "s", "0", "MKSTREAM");
    try (RunningLeat reader =
        Leat.at(proxy.url())
            .start("sink", "read", "s", stream, "-f", "--ack", "auto", "-o", "ids")) {
      server.execute("XADD", stream, "*", "n", "1");
      reader.awaitLines(1);
      proxy.onRequest("XREADGROUP", Proxy.Fault.LOSE_REPLY);
      for (int n = 2; n <= 50; n++) {
        server.execute("XADD", stream, "*", "n", String.valueOf(n));
      }
      reader.awaitLines(50);
      reader.signal("TERM");
      Leat.Result result = reader.end();
      assertThat(result.code()).as(result.err()).isEqualTo(143);
      assertThat(result.lines())
          .containsExactlyInAnyOrderElementsOf(StreamContent.of(server, stream).ids());
      assertThat(proxy.faults()).isEqualTo(1);
      assertThat(StreamContent.pending(server, stream, "s")).isZero();
    }
  }
}
