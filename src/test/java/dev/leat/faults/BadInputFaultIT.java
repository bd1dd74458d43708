package dev.leat.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.cli.Leat;
import dev.leat.cli.RunningLeat;
import dev.leat.testing.RedisExtension;
import dev.leat.testing.RedisServer;
import dev.leat.testing.Resp;
import dev.leat.testing.StreamContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Input that cannot be taken: what came before it stays added, and its line is named.
@ExtendWith(RedisExtension.class)
class BadInputFaultIT {
  private RedisServer server;
  private String stream;
  private Leat leat;

  @BeforeEach
  void take(RedisServer redis) {
    server = redis;
    stream = RedisServer.key("input");
    leat = Leat.at(redis.url());
  }

  private static String thousandWithABadOne() {
    return IntStream.rangeClosed(1, 1000)
        .mapToObj(n -> n == 500 ? "{\"n\":\n" : "{\"n\":" + n + "}\n")
        .collect(Collectors.joining());
  }

  @Test
  void aMalformedLineEndsTheInput() {
    Leat.Result result = leat.feed(thousandWithABadOne(), "add", stream);
    assertThat(result.code()).as(result.err()).isEqualTo(3);
    assertThat(result.err()).startsWith("leat: line 500: ");
    assertThat(result.lines()).hasSize(499).isEqualTo(StreamContent.of(server, stream).ids());
  }

  @Test
  void aMalformedLineCanBeSkipped() {
    Leat.Result result = leat.feed(thousandWithABadOne(), "add", stream, "--skip-invalid");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err()).contains("1 line skipped").contains("line 500");
    StreamContent content = StreamContent.of(server, stream);
    assertThat(result.lines()).hasSize(999).isEqualTo(content.ids());
    assertThat(content.firstValues()).doesNotContain("500").endsWith("999", "1000");
  }

  @Test
  void anOverlongLineIsNeitherTakenNorKept() throws IOException {
    byte[] mebibyte = "x".repeat(1 << 20).getBytes(UTF_8);
    try (RunningLeat add = leat.start("add", stream, "--input", "lines")) {
      add.write("first\n");
      for (int i = 0; i < 64; i++) {
        add.write(mebibyte);
      }
      add.endInput();
      Leat.Result result = add.end();
      assertThat(result.code()).as(result.err()).isEqualTo(3);
      assertThat(result.err()).contains("line 2").contains("1048576");
      assertThat(result.lines()).hasSize(1);
    }
    try (RunningLeat add = leat.start("add", stream, "--input", "lines", "--skip-invalid")) {
      add.write("first\n");
      for (int i = 0; i < 64; i++) {
        add.write(mebibyte);
      }
      add.write("\nlast\n");
      add.awaitLines(2);
      assertThat(peakKibibytes(add.pid())).isLessThan(256 * 1024);
      add.endInput();
      Leat.Result result = add.end();
      assertThat(result.code()).as(result.err()).isZero();
      assertThat(result.err()).contains("1 line skipped");
    }
    assertThat(StreamContent.of(server, stream).firstValues())
        .containsExactly("first", "first", "last");
  }

  private static long peakKibibytes(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void bytesThatAreNoTextComeBackAsTheyWere() throws IOException {
    byte[][] odd = {
      {'k', 0, (byte) 0xff},
      {(byte) 0xc3, 0x28, 0},
      "same".getBytes(UTF_8),
      "1".getBytes(UTF_8),
      "same".getBytes(UTF_8),
      {'\n', '"', '\\', 0x1b, (byte) 0xed, (byte) 0xa0, (byte) 0x80},
    };
    byte[][] command = new byte[3 + odd.length][];
    command[0] = "XADD".getBytes(UTF_8);
    command[1] = stream.getBytes(UTF_8);
    command[2] = "*".getBytes(UTF_8);
    System.arraycopy(odd, 0, command, 3, odd.length);
    try (Resp client = new Resp(server.port())) {
      client.execute(command);
    }
    String copy = stream + "-copy";
    String records = leat.run("tail", stream).out();
    Leat.Result added = leat.feed(records, "add", copy, "--input", "record");
    assertThat(added.code()).as(added.err()).isZero();
    assertThat(dump(copy)).isEqualTo(dump(stream));

    byte[] raw = "a\0b\u00ff\u00fe\n".getBytes(ISO_8859_1);
    String lines = stream + "-lines";
    assertThat(leat.feed(raw, "add", lines, "--input", "lines").code()).isZero();
    try (RunningLeat tail = leat.start("tail", lines, "-o", "raw")) {
      tail.end();
      assertThat(tail.bytes()).containsSubsequence(raw);
    }
  }

  /// Fields and values of a stream's only entry, as bytes that the server itself compares.
  private Object dump(String key) {
    String script =
        "local e=redis.call('XRANGE',KEYS[1],'-','+')[1][2] local h={} for i,v in ipairs(e) do"
            + " h[i]=redis.sha1hex(v) end return h";
    return server.execute("EVAL", script, "1", key);
  }

  @Test
  void jsonThatIsNoUtf8NamesTheByte() throws IOException {
    ByteArrayOutputStream input = new ByteArrayOutputStream();
    input.write("{\"n\":\"1\"}\n{\"n\":\"".getBytes(UTF_8));
    input.write(0xff);
    input.write("\"}\n".getBytes(UTF_8));
    Leat.Result result = leat.feed(input.toByteArray(), "add", stream);
    assertThat(result.code()).as(result.err()).isEqualTo(3);
    assertThat(result.err()).startsWith("leat: line 2: not UTF-8 (byte offset 6)");
    assertThat(StreamContent.of(server, stream).firstValues()).isEqualTo(List.of("1"));
  }
}
