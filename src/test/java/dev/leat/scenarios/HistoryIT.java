package dev.leat.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.cli.Leat;
import dev.leat.cli.RunningLeat;
import dev.leat.testing.Poll;
import dev.leat.testing.RedisExtension;
import dev.leat.testing.RedisServer;
import dev.leat.testing.StreamContent;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A history goes in, comes out, is copied and followed.
@ExtendWith(RedisExtension.class)
class HistoryIT {
  private static final int COMMITS = 2500;

  private RedisServer server;
  private String stream;
  private Leat leat;

  @BeforeEach
  void take(RedisServer redis) {
    server = redis;
    stream = RedisServer.key("history");
    leat = Leat.at(redis.url());
  }

  private static String commits(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(n -> "{\"commit\":\"%040x\",\"author\":\"Zoë \\\"%d\\\"\"}\n".formatted(n, n))
        .collect(Collectors.joining());
  }

  @Test
  void whatGoesInComesOutAndTheCopyIsTheSame() {
    List<String> ids = leat.feed(commits(1, COMMITS), "add", stream).lines();
    assertThat(ids).hasSize(COMMITS).isEqualTo(StreamContent.of(server, stream).ids());

    Leat.Result all = leat.run("tail", stream);
    assertThat(all.code()).as(all.err()).isZero();
    assertThat(all.lines()).hasSize(COMMITS);
    assertThat(all.lines().getFirst())
        .startsWith("{\"stream\":\"" + stream + "\",\"id\":\"" + ids.getFirst() + "\",\"ts\":\"")
        .endsWith("\"fields\":{\"commit\":\"%040x\",\"author\":\"Zoë \\\"1\\\"\"}}".formatted(1));

    assertThat(leat.run("tail", stream, "-n", "5", "-o", "ids").lines())
        .isEqualTo(ids.subList(COMMITS - 5, COMMITS));
    assertThat(leat.run("tail", stream, "--from", ids.get(2000), "-o", "ids").lines())
        .isEqualTo(ids.subList(2000, COMMITS));
    assertThat(leat.run("tail", stream, "-n", "3", "--where", "author~9\"$", "-o", "ids").lines())
        .containsExactly(ids.get(2478), ids.get(2488), ids.get(2498));

    Leat.Result copied = leat.feed(all.out(), "add", stream + "-copy", "--input", "record");
    assertThat(copied.code()).as(copied.err()).isZero();
    assertThat(StreamContent.of(server, stream + "-copy").fields())
        .isEqualTo(StreamContent.of(server, stream).fields());
  }

  @Test
  void aFollowerSeesEachNewCommitOnceAndASlowWriterIsNotKeptWaiting() {
    assertThat(leat.feed(commits(1, 3), "add", stream).code()).isZero();
    try (RunningLeat follower = leat.start("follow", stream, "--from", "start", "-o", "ids");
        RunningLeat writer = leat.start("add", stream)) {
      follower.awaitLines(3);
      for (int n = 4; n <= 8; n++) {
        writer.write(commits(n, n));
        follower.awaitLines(n);
      }
      writer.endInput();
      assertThat(writer.end().lines()).hasSize(5);
      follower.signal("INT");
      Leat.Result result = follower.end();
      assertThat(result.code()).as(result.err()).isEqualTo(130);
      assertThat(result.lines()).isEqualTo(StreamContent.of(server, stream).ids());
    }
  }

  @Test
  void readingFromATrimmedIdIsAGap() {
    List<String> ids = leat.feed(commits(1, 10), "add", stream).lines();
    assertThat(leat.feed(commits(11, 20), "add", stream, "--max-len", "5", "--exact").code())
        .isZero();
    Leat.Result gap = leat.run("tail", stream, "--from", ids.get(2));
    assertThat(gap.code()).isEqualTo(7);
    assertThat(gap.out()).isEmpty();
    List<String> left = StreamContent.of(server, stream).ids();
    assertThat(left).hasSize(5);
    assertThat(gap.err()).contains(ids.get(2)).contains(left.getFirst());
    assertThat(leat.run("tail", stream, "--from", left.getFirst(), "-o", "ids").lines())
        .isEqualTo(left);
  }

  @Test
  void globsFollowStreamsThatComeAndGo() {
    assertThat(leat.run("add", stream + ".old", "n=0").code()).isZero();
    try (RunningLeat follower = leat.start("follow", stream + ".*")) {
      Poll.until(
          Duration.ofSeconds(30),
          "a follower that waits",
          () -> String.valueOf(server.execute("CLIENT", "LIST")).contains("cmd=xread"));
      assertThat(leat.run("add", stream + ".a", "n=1").code()).isZero();
      assertThat(leat.run("add", stream + ".b", "n=2").code()).isZero();
      assertThat(follower.awaitLines(2)).anyMatch(line -> line.contains(".b\""));
      assertThat(leat.run("destroy", stream + ".a", "--yes").code()).isZero();
      assertThat(leat.run("add", stream + ".b", "n=3").code()).isZero();
      assertThat(follower.awaitLines(3)).hasSize(3);
      follower.signal("TERM");
      Leat.Result result = follower.end();
      assertThat(result.code()).as(result.err()).isEqualTo(143);
    }
  }
}
