package dev.leat.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.cli.Leat.Result;
import dev.leat.testing.RedisServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `leat add` as a user runs it.
class AddIT {
  private static final String ID = "\\d+-\\d+";

  private final RedisServer server = RedisServer.shared();
  private final Leat leat = Leat.at(server.url());
  private final String stream = RedisServer.key("add");

  private List<?> entries() {
    return (List<?>) server.execute("XRANGE", stream, "-", "+");
  }

  /// The values of a field, oldest first.
  private List<String> values(String field) {
    return leat.run("tail", stream, "--where", field + "~").lines().stream()
        .map(line -> line.replaceAll(".*\"" + field + "\":\"([^\"]*)\".*", "$1"))
        .toList();
  }

  private static String numbered(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> "{\"n\":" + i + "}\n")
        .collect(Collectors.joining());
  }

  @Test
  void fieldsMakeOneEventWhoseIdIsPrinted() {
    Result added = leat.run("add", stream, "type=created", "id=42", "note=a=b", "id=43");

    assertThat(added.code()).isZero();
    assertThat(added.err()).isEmpty();
    assertThat(added.out()).matches(ID + "\n");
    assertThat(leat.run("tail", stream).out())
        .contains(
            "\"pairs\":[[\"type\",\"created\"],[\"id\",\"42\"],[\"note\",\"a=b\"],[\"id\",\"43\"]]");
  }

  @Test
  void everyJsonArgumentIsAnEvent() {
    Result added = leat.run("add", stream, "{\"n\":2.50}", "{\"n\":null}", "-o", "x");

    assertThat(added.code()).isEqualTo(2);
    added = leat.run("add", stream, "{\"n\":2.50,\"deep\":{\"a\": [1]}}", "{\"n\":null}");
    assertThat(added.lines()).hasSize(2).allMatch(line -> line.matches(ID));
    assertThat(leat.run("tail", stream).out())
        .contains("{\"n\":\"2.50\",\"deep\":\"{\\\"a\\\":[1]}\"}")
        .contains("{\"n\":\"null\"}");
  }

  @Test
  void standardInputIsAJsonObjectALine() {
    Result added = leat.feed(numbered(2_000), "add", stream);

    assertThat(added.code()).isZero();
    assertThat(added.lines()).hasSize(2_000).doesNotHaveDuplicates();
    assertThat(leat.run("tail", stream, "-o", "ids").out()).isEqualTo(added.out());
    assertThat(values("n").subList(0, 3)).containsExactly("1", "2", "3");
  }

  @Test
  void whatTailPrintsGoesInAgain() {
    var copy = stream + "-copy";
    leat.feed("{\"a\":\"1\"}\n{\"b\":\"x\\u0000y\",\"c\":\"ü\"}\n", "add", stream);
    String printed = leat.run("tail", stream).out();

    assertThat(leat.feed(printed, "add", copy, "--input", "record").code()).isZero();

    assertThat(leat.run("tail", copy).out().replaceAll("\"stream.*?fields", ""))
        .isEqualTo(printed.replaceAll("\"stream.*?fields", ""));
  }

  @Test
  void linesAreMessages() {
    assertThat(leat.feed("one\n\nthree", "add", stream, "--input", "lines").lines()).hasSize(3);
    assertThat(leat.run("tail", stream, "-o", "raw").out()).isEqualTo("one\n\nthree\n");
  }

  @Test
  void aFileIsReadInPlaceOfStandardInput(@TempDir Path dir) throws Exception {
    Path file = Files.writeString(dir.resolve("events.ndjson"), numbered(3));

    assertThat(leat.feed("not JSON", "add", stream, "--file", file.toString()).lines()).hasSize(3);

    Files.writeString(file, "{\"n\":1}\nnope\n");
    Result bad = leat.run("add", stream, "--file", file.toString());
    assertThat(bad.code()).isEqualTo(3);
    assertThat(bad.err()).contains("line 2").contains("events.ndjson");
  }

  @Test
  void typeAndTopicAreSetWhereMissing() {
    leat.feed("{\"n\":1}\n{\"type\":\"own\"}\n", "add", stream, "--type", "t", "--topic", "x.y");

    assertThat(leat.run("tail", stream).out())
        .contains("{\"type\":\"t\",\"topic\":\"x.y\",\"n\":\"1\"}")
        .contains("{\"topic\":\"x.y\",\"type\":\"own\"}");
  }

  @Test
  void idsCanBeAskedFor() {
    assertThat(leat.run("add", stream, "a=1", "--id", "5-3").out()).isEqualTo("5-3\n");
    assertThat(leat.run("add", stream, "a=1", "at=6-1", "--id-from", "at").out())
        .isEqualTo("6-1\n");
    assertThat(leat.feed("{\"at\":\"7-1\"}\n", "add", stream, "--id-from", "at").out())
        .isEqualTo("7-1\n");

    Result refused = leat.run("add", stream, "a=1", "--id", "5-3");
    assertThat(refused.code()).isEqualTo(6);
    assertThat(refused.err()).contains("equal or smaller");
  }

  @Test
  void aBadLineEndsTheInputAfterEverythingBeforeItWasAdded() {
    String input = numbered(499) + "{\"n\":}\n" + numbered(500);

    Result stopped = leat.feed(input, "add", stream);

    assertThat(stopped.code()).isEqualTo(3);
    assertThat(stopped.err()).startsWith("leat: line 500: ");
    assertThat(stopped.lines()).hasSize(499);
    assertThat(entries()).hasSize(499);
  }

  @Test
  void badLinesCanBeSkippedAndAreCounted() {
    Result added = leat.feed("{\"n\":1}\n{}\nx\n{\"n\":2}\n", "add", stream, "--skip-invalid");

    assertThat(added.code()).isZero();
    assertThat(added.lines()).hasSize(2);
    assertThat(added.err()).startsWith("leat: 2 lines skipped, the first: line 2: ");
  }

  @Test
  void aDryRunAddsNothing() {
    Result dry = leat.feed(numbered(3), "add", stream, "--dry-run");

    assertThat(dry)
        .isEqualTo(
            new Result(0, "", "leat: 3 events would be added to stream \"" + stream + "\"\n"));
    assertThat(entries()).isEmpty();
  }

  @Test
  void quietPrintsNoIds() {
    assertThat(leat.run("add", stream, "a=1", "-q")).isEqualTo(new Result(0, "", ""));
    assertThat(entries()).hasSize(1);
  }

  @Test
  void noCreateFailsWhereThereIsNoStream() {
    Result missing = leat.run("add", stream, "a=1", "--no-create");

    assertThat(missing.code()).isEqualTo(9);
    assertThat(missing.err()).contains(stream);
    assertThat(server.execute("EXISTS", stream)).isEqualTo(0L);
  }

  @Test
  void retentionAndExpiryComeWithTheAdd() {
    leat.feed(numbered(10), "add", stream, "--max-len", "3", "--exact", "--ttl", "1h");

    assertThat(entries()).hasSize(3);
    assertThat((Long) server.execute("TTL", stream)).isBetween(3500L, 3600L);
  }

  @Test
  void warnsWhenASinkLosesEntries() {
    leat.feed(numbered(5), "add", stream);
    server.execute("XGROUP", "CREATE", stream, "billing", "0");

    Result trimmed = leat.run("add", stream, "a=1", "--max-len", "2", "--exact", "--ttl", "1h");

    assertThat(trimmed.code()).isZero();
    assertThat(trimmed.err())
        .contains("warning: the sinks of stream \"" + stream + "\" (1) expire with it")
        .containsOnlyOnce("which a sink has not finished");

    server.execute("XGROUP", "SETID", stream, "billing", "$");
    assertThat(leat.run("add", stream, "a=1", "--max-len", "2", "--exact").err()).isEmpty();
  }

  @Test
  void aSlowProducersLineIsSentAtOnce() {
    try (RunningLeat running = leat.start("add", stream)) {
      running.write("{\"n\":1}\n");
      running.awaitLines(1);
      running.write("{\"n\":2}\n{\"n\":3}\n");
      running.awaitLines(3);
      running.endInput();
      assertThat(running.end().code()).isZero();
    }
  }

  @Test
  void linesAreSentAlthoughTheNextIsNotWhole() {
    try (RunningLeat running = leat.start("add", stream)) {
      running.write("{\"n\":1}\n\n{\"n\":2}\n\n{\"n\"");
      running.awaitLines(2);
      running.signal("TERM");
      assertThat(running.end().code()).isEqualTo(143);
    }
    assertThat(entries()).hasSize(2);
  }

  @Test
  void nothingFollowsWhatWasRefused() {
    Result refused =
        leat.feed(
            "{\"at\":\"5-1\"}\n{\"at\":\"4-1\"}\n{\"at\":\"6-1\"}\n{\n",
            "add",
            stream,
            "--id-from",
            "at");

    assertThat(refused.code()).isIn(3, 6);
    assertThat(entries()).hasSize(1);
  }

  @Test
  void aSignalEndsTheWaitForInputInOrder() {
    for (var signal : List.of("INT", "TERM")) {
      try (RunningLeat running = leat.start("add", stream)) {
        running.write("{\"n\":1}\n");
        running.awaitLines(1);
        running.signal(signal);
        Result end = running.end();
        assertThat(end.code()).isEqualTo(signal.equals("INT") ? 130 : 143);
        assertThat(end.err()).isEmpty();
      }
    }
    assertThat(entries()).hasSize(2);
  }

  @Test
  void bytesAreUntouchedInAnyLocale() {
    byte[] line = {(byte) 0xff, 0, 'a', (byte) 0xc3, (byte) 0xbc, '\n'};
    Leat plain = leat.with("LC_ALL", "C");

    assertThat(plain.feed(line, "add", stream, "--input", "lines").code()).isZero();
    assertThat(plain.run("add", stream, "message=übrig").code()).isZero();

    try (RunningLeat tail = plain.start("tail", stream, "-o", "raw")) {
      tail.endInput();
      assertThat(tail.end().code()).isZero();
      byte[] expected = new byte[line.length + "übrig\n".getBytes(UTF_8).length];
      System.arraycopy(line, 0, expected, 0, line.length);
      System.arraycopy(
          "übrig\n".getBytes(UTF_8), 0, expected, line.length, expected.length - line.length);
      assertThat(tail.bytes()).isEqualTo(expected);
    }
  }
}
