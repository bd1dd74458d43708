package dev.leat.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.cli.Leat;
import dev.leat.cli.RunningLeat;
import dev.leat.testing.RedisExtension;
import dev.leat.testing.RedisServer;
import dev.leat.testing.StreamContent;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Entries that are gone before they were read: never in silence.
@ExtendWith(RedisExtension.class)
class GapFaultIT {
  @TempDir Path dir;
  private RedisServer server;
  private String stream;
  private Leat leat;

  @BeforeEach
  void take(RedisServer redis) {
    server = redis;
    stream = RedisServer.key("gap");
    leat = Leat.at(redis.url());
  }

  private String add(String id) {
    return String.valueOf(server.execute("XADD", stream, id, "n", id));
  }

  @Test
  void trimmedWhileFollowWasStopped() {
    String cursor = dir.resolve("cursor").toString();
    add("1-0");
    try (RunningLeat follower =
        leat.start("follow", stream, "--from", "start", "--cursor-file", cursor, "-o", "ids")) {
      follower.awaitLines(1);
      follower.signal("TERM");
      assertThat(follower.end().code()).isEqualTo(143);
    }
    for (int n = 2; n <= 10; n++) {
      add(n + "-0");
    }
    server.execute("XTRIM", stream, "MAXLEN", "=", "3");

    Leat.Result refused = leat.run("follow", stream, "--cursor-file", cursor);
    assertThat(refused.code()).isEqualTo(7);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err()).contains("1-0").contains("8-0").contains("--allow-gap");

    try (RunningLeat follower =
        leat.start("follow", stream, "--cursor-file", cursor, "--allow-gap", "-o", "ids")) {
      assertThat(follower.awaitLines(3)).containsExactly("8-0", "9-0", "10-0");
      add("11-0");
      assertThat(follower.awaitLines(4)).endsWith("11-0");
      assertThat(follower.err()).contains("were trimmed before they were read");
      follower.signal("TERM");
      assertThat(follower.end().code()).isEqualTo(143);
    }
    assertThat(leat.run("tail", stream, "--cursor-file", cursor))
        .satisfies(again -> assertThat(again.code()).as(again.err()).isZero())
        .satisfies(again -> assertThat(again.out()).isEmpty());
  }

  @Test
  void trimmedUpToWhatWasReadIsNoGap() {
    String cursor = dir.resolve("cursor").toString();
    add("1-0");
    add("2-0");
    assertThat(leat.run("tail", stream, "--cursor-file", cursor).lines()).hasSize(2);
    add("3-0");
    server.execute("XTRIM", stream, "MAXLEN", "=", "1");
    Leat.Result next = leat.run("tail", stream, "--cursor-file", cursor, "-o", "ids");
    if (StreamContent.counted(server)) {
      assertThat(next.code()).as(next.err()).isZero();
      assertThat(next.lines()).containsExactly("3-0");
    } else {
      assertThat(next.code()).as("nobody can show that nothing was lost").isEqualTo(7);
    }
  }

  @Test
  void recreatedWithLowerIds() {
    add("1000-0");
    try (RunningLeat follower = leat.start("follow", stream, "--from", "start", "-o", "ids")) {
      follower.awaitLines(1);
      long start = System.nanoTime();
      server.execute("DEL", stream);
      add("5-0");
      Leat.Result result = follower.end();
      // 5 s, and something for a machine that is busy with other tests.
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
      assertThat(result.code()).as(result.err()).isEqualTo(7);
      assertThat(result.lines()).containsExactly("1000-0");
      assertThat(result.err()).contains("1000-0").contains("5-0");
    }
  }

  @Test
  void aSinkThatIsRemovedWhileItIsRead() {
    server.execute("XGROUP", "CREATE", stream, "s", "0", "MKSTREAM");
    try (RunningLeat reader = leat.start("sink", "read", "s", stream, "-f", "-o", "ids")) {
      add("1-0");
      reader.awaitLines(1);
      server.execute("XGROUP", "DESTROY", stream, "s");
      Leat.Result result = reader.end();
      assertThat(result.code()).as(result.err()).isEqualTo(7);
      assertThat(result.err()).contains("sink \"s\"").contains(stream);
    }
  }

  @Test
  void pendingEntriesThatWereTrimmedAreNamed() {
    server.execute("XGROUP", "CREATE", stream, "s", "0", "MKSTREAM");
    for (int n = 1; n <= 5; n++) {
      add(n + "-0");
    }
    assertThat(leat.run("sink", "read", "s", stream, "-c", "3", "--consumer", "a").code()).isZero();
    server.execute("XDEL", stream, "1-0", "2-0");
    Leat.Result result =
        leat.run("sink", "read", "s", stream, "--ack", "auto", "--grace", "0s", "-o", "ids");
    assertThat(result.code()).as(result.err()).isEqualTo(7);
    assertThat(result.err()).contains("1-0, 2-0");
    assertThat(result.lines()).contains("3-0");
  }
}
