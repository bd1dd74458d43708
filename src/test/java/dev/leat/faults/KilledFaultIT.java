package dev.leat.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.cli.Leat;
import dev.leat.cli.RunningLeat;
import dev.leat.testing.RedisExtension;
import dev.leat.testing.RedisServer;
import dev.leat.testing.Resp;
import dev.leat.testing.StreamContent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// leat itself is killed: nothing is lost.
@ExtendWith(RedisExtension.class)
class KilledFaultIT {
  private static final int KILLS = 5;

  /// What one wait or page can bring.
  private static final int BATCH = 1000;

  @TempDir Path dir;

  @Test
  void aCursorFileIsNeverAheadOfTheOutput(RedisServer server) throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    String stream = RedisServer.key("killed");
    String cursor = dir.resolve("cursor").toString();
    Leat leat = Leat.at(server.url());
    server.execute("XADD", stream, "*", "n", "0");
    AtomicBoolean enough = new AtomicBoolean();
    Thread writer = Thread.ofPlatform().start(() -> write(server, stream, enough));
    List<List<String>> runs = new ArrayList<>();
    String[] follow = {"follow", stream, "--from", "start", "--cursor-file", cursor, "-o", "ids"};
    for (int kill = 0; kill < KILLS; kill++) {
      try (RunningLeat follower = leat.start(follow)) {
        follower.awaitLines(50 + random.nextInt(500));
        follower.signal("KILL");
        runs.add(whole(follower.end()));
      }
    }
    enough.set(true);
    writer.join();
    List<String> ids = StreamContent.of(server, stream).ids();
    try (RunningLeat follower = leat.start(follow)) {
      follower.awaitLines(1);
      while (!follower.lines().contains(ids.getLast())) {
        follower.awaitLines(follower.lines().size());
      }
      follower.signal("TERM");
      Leat.Result result = follower.end();
      assertThat(result.code()).isEqualTo(143);
      runs.add(result.lines());
    }
    Set<String> printed = new HashSet<>();
    for (List<String> run : runs) {
      int from = ids.indexOf(run.getFirst());
      assertThat(run).as("seed %d: in order", seed).isEqualTo(ids.subList(from, from + run.size()));
      assertThat(run.stream().filter(printed::contains).count())
          .as("seed %d: repeated", seed)
          .isLessThanOrEqualTo(BATCH);
      printed.addAll(run);
    }
    assertThat(printed).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(ids);
    Leat.Result rest = leat.run("tail", stream, "--cursor-file", cursor);
    assertThat(rest.out()).as("after a clean stop: %s", rest.err()).isEmpty();
  }

  /// The kill may cut the last line.
  private static List<String> whole(Leat.Result result) {
    int end = result.out().lastIndexOf('\n') + 1;
    return result.out().substring(0, end).lines().toList();
  }

  private static void write(RedisServer server, String stream, AtomicBoolean enough) {
    try (Resp client = new Resp(server.port())) {
      for (int n = 1; !enough.get(); n++) {
        client.execute("XADD", stream, "*", "n", String.valueOf(n));
        LockSupport.parkNanos(300_000);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whatAKilledConsumerHadComesBack(RedisServer server) {
    String stream = RedisServer.key("killed");
    Leat leat = Leat.at(server.url());
    server.execute("XGROUP", "CREATE", stream, "s", "0", "MKSTREAM");
    for (int n = 1; n <= 20; n++) {
      server.execute("XADD", stream, n + "-0", "n", String.valueOf(n));
    }
    try (RunningLeat consumer = leat.start("sink", "read", "s", stream, "-f")) {
      consumer.awaitLines(20);
      consumer.signal("KILL");
      assertThat(consumer.end().lines()).allMatch(line -> line.contains("\"delivery\":1"));
    }
    assertThat(StreamContent.pending(server, stream, "s")).isEqualTo(20);
    Leat.Result second =
        leat.run(
            "sink", "read", "s", stream, "-c", "20", "--wait", "20s", "--grace", "1s", "--ack",
            "auto");
    assertThat(second.code()).as(second.err()).isZero();
    assertThat(second.lines()).hasSize(20).allMatch(line -> line.contains("\"delivery\":2"));
    assertThat(StreamContent.pending(server, stream, "s")).isZero();
  }
}
