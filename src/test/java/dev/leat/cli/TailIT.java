package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.cli.Leat.Result;
import dev.leat.testing.RedisServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `leat tail` and `leat follow` as a user runs them.
class TailIT {
  private final RedisServer server = RedisServer.shared();
  private final Leat leat = Leat.at(server.url());
  private final String stream = RedisServer.key("tail");

  @BeforeEach
  void addFive() {
    for (int i = 1; i <= 5; i++) {
      server.execute("XADD", stream, i + "-0", "n", "" + i, "type", i % 2 == 0 ? "even" : "odd");
    }
  }

  private List<String> ids(String... more) {
    List<String> args = new java.util.ArrayList<>(List.of("tail", stream, "-o", "ids"));
    args.addAll(List.of(more));
    Result result = leat.run(args.toArray(String[]::new));
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    return result.lines();
  }

  @Test
  void printsRecords() {
    assertThat(leat.run("tail", stream, "-n", "1"))
        .isEqualTo(
            new Result(
                0,
                "{\"stream\":\""
                    + stream
                    + "\",\"id\":\"5-0\",\"ts\":\"1970-01-01T00:00:00.005Z\","
                    + "\"fields\":{\"n\":\"5\",\"type\":\"odd\"}}\n",
                ""));
    assertThat(leat.run("tail", stream, "-n1", "-o", "raw").out()).isEqualTo("5\nodd\n");
    assertThat(leat.run("-o", "text", "tail", stream, "-n1").out()).contains("5-0", "type", "odd");
    assertThat(leat.run("tail", stream, "-n1", "--parse").out()).contains("{\"n\":5,");
    assertThat(leat.run("tail", stream, "-n1", "--color", "always").out()).contains("\033[");
    assertThat(leat.run("tail", stream, "-n1", "--color", "auto").out()).doesNotContain("\033[");
  }

  @Test
  void selectsByPositionAndCount() {
    assertThat(ids()).containsExactly("1-0", "2-0", "3-0", "4-0", "5-0");
    assertThat(ids("-n", "2")).containsExactly("4-0", "5-0");
    assertThat(ids("-n0")).isEmpty();
    assertThat(ids("--from", "4-0")).containsExactly("4-0", "5-0");
    assertThat(ids("--after", "4-0")).containsExactly("5-0");
    assertThat(ids("--to", "2")).containsExactly("1-0", "2-0");
    assertThat(ids("--from", "2", "-c", "2")).containsExactly("2-0", "3-0");
    assertThat(ids("--since", "1970-01-01T00:00:00.004Z")).containsExactly("4-0", "5-0");
    assertThat(ids("--until", "1970-01-01T00:00:00.001Z")).containsExactly("1-0");
    assertThat(ids("--since", "1h")).isEmpty();
  }

  @Test
  void filters() {
    assertThat(ids("--type", "even")).containsExactly("2-0", "4-0");
    assertThat(ids("--type", "even,odd", "-n2")).containsExactly("4-0", "5-0");
    assertThat(ids("--where", "n=3", "--where", "type!=even")).containsExactly("3-0");
    assertThat(ids("--where", "n~[12]")).containsExactly("1-0", "2-0");
    assertThat(ids("--grep", "^ev")).containsExactly("2-0", "4-0");
    assertThat(ids("--topic", "*")).isEmpty();
  }

  @Test
  void mergesStreamsById() {
    var other = RedisServer.key("tail");
    server.execute("XADD", other, "2-5", "n", "1");
    server.execute("XADD", other, "9-0", "n", "2");

    assertThat(leat.run("tail", stream, other, "-o", "ids").lines())
        .containsExactly("1-0", "2-0", "2-5", "3-0", "4-0", "5-0", "9-0");
  }

  @Test
  void aMissingStreamIsNotFound() {
    Result missing = leat.run("tail", "no-such-stream");

    assertThat(missing.code()).isEqualTo(9);
    assertThat(missing.out()).isEmpty();
    assertThat(missing.err()).startsWith("leat: stream \"no-such-stream\" does not exist\n");
  }

  @Test
  void theUrlMayStandAnywhere() {
    Leat plain = Leat.plain();
    String url = server.url();

    List<Result> results =
        List.of(
            plain.run("-u", url, "tail", stream),
            plain.run("tail", "-u", url, stream),
            plain.run("tail", stream, "-u", url),
            plain.run("tail", stream, "--url=" + url),
            plain.with("REDIS_URL", url).run("tail", stream),
            plain
                .with("REDIS_URL", "redis://127.0.0.1:1")
                .with("LEAT_URL", url)
                .run("tail", stream),
            Leat.at("redis://127.0.0.1:1").run("tail", stream, "-u", url));

    assertThat(results).allMatch(result -> result.equals(results.getFirst()));
    assertThat(results.getFirst().lines()).hasSize(5);
  }

  @Test
  void followPrintsWhatComes() {
    try (RunningLeat follow = leat.start("follow", stream, "-o", "ids")) {
      awaitReader();
      server.execute("XADD", stream, "6-0", "n", "6");
      assertThat(follow.awaitLines(1)).containsExactly("6-0");
      follow.signal("TERM");
      assertThat(follow.end()).isEqualTo(new Result(143, "6-0\n", ""));
    }
  }

  /// Waits until somebody waits for entries on the server.
  private void awaitReader() {
    long deadline = System.nanoTime() + 20_000_000_000L;
    while (!String.valueOf(server.execute("INFO", "clients"))
        .matches("(?s).*blocked_clients:[1-9].*")) {
      assertThat(System.nanoTime()).as("nobody reads").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  @Test
  void followSelectsLikeTail() {
    assertThat(leat.run("follow", stream, "--from", "4", "-c", "2", "-o", "ids").out())
        .isEqualTo("4-0\n5-0\n");
    assertThat(leat.run("tail", stream, "-fn2", "-c2", "-o", "ids").out()).isEqualTo("4-0\n5-0\n");
    assertThat(leat.run("follow", stream, "-n", "1", "--to", "5-0", "-o", "ids").out())
        .isEqualTo("5-0\n");
  }

  @Test
  void followWaitsForStreams() {
    String prefix = RedisServer.key("later");
    try (RunningLeat follow =
        leat.start("follow", prefix + "*", prefix + "-x", "-n", "9", "-c", "2")) {
      server.execute("XADD", prefix + "-x", "1-0", "n", "1");
      follow.awaitLines(1);
      server.execute("XADD", prefix + "-y", "2-0", "n", "2");
      assertThat(follow.end().code()).isZero();
      assertThat(follow.lines().getLast()).contains("\"stream\":\"" + prefix + "-y\"");
    }
  }

  @Test
  void aReaderThatLeavesIsNoError() {
    try (RunningLeat shell =
        leat.startShell("\"$LEAT\" tail " + stream + " | head -1; exit ${PIPESTATUS[0]}")) {
      Result end = shell.end();
      assertThat(end.lines()).hasSize(1);
      assertThat(end.code()).isIn(0, 141);
      assertThat(end.err()).isEmpty();
    }
    try (RunningLeat shell =
        leat.startShell(
            "\"$LEAT\" follow " + stream + " --from start | head -1; exit ${PIPESTATUS[0]}")) {
      shell.awaitLines(1);
      server.execute("XADD", stream, "6-0", "n", "6");
      Result end = shell.end();
      assertThat(end.code()).isEqualTo(141);
      assertThat(end.err()).isEmpty();
    }
  }

  @Test
  void aFullDiskIsSaid() {
    try (RunningLeat shell = leat.startShell("\"$LEAT\" tail " + stream + " >/dev/full")) {
      Result end = shell.end();
      assertThat(end.code()).isEqualTo(2);
      assertThat(end.err()).contains("No space left on device");
    }
  }

  @Test
  void aCursorFileResumesAndFindsGaps(@TempDir Path dir) {
    String file = dir.resolve("cursor").toString();
    String[] tail = {"tail", stream, "--cursor-file", file, "-o", "ids"};
    assertThat(leat.run(tail).lines()).hasSize(5);
    assertThat(leat.run(tail).lines()).isEmpty();
    server.execute("XADD", stream, "6-0", "n", "6");
    server.execute("XADD", stream, "7-0", "n", "7");
    server.execute("XTRIM", stream, "MAXLEN", "=", "1");

    Result gap = leat.run(tail);

    assertThat(gap.code()).isEqualTo(7);
    assertThat(gap.err()).contains("5-0").contains("7-0");
    Result allowed = leat.run("tail", stream, "--cursor-file", file, "-o", "ids", "--allow-gap");
    assertThat(allowed.code()).isZero();
    assertThat(allowed.out()).isEqualTo("7-0\n");
    assertThat(allowed.err()).contains("5-0");
  }
}
