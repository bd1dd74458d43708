package dev.leat.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.core.Delivery;
import dev.leat.core.Entry;
import dev.leat.core.EntryId;
import dev.leat.core.Event;
import dev.leat.core.Output;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonOutputTest {
  private static final EntryId ID = EntryId.parse("1795229713985-0");
  private static final String START =
      "{\"stream\":\"orders\",\"id\":\"1795229713985-0\",\"ts\":\"2026-11-21T02:55:13.985Z\",";

  private static String print(OutputOptions options, Consumer<Output> entries) {
    var bytes = new ByteArrayOutputStream();
    Output output = Outputs.open(bytes, options);
    entries.accept(output);
    output.flush();
    return bytes.toString(UTF_8);
  }

  private static String print(Event event) {
    return print(
        OutputOptions.of(OutputFormat.JSON), out -> out.entry(new Entry("orders", ID, event)));
  }

  private static byte[] bytes(String latin1) {
    return latin1.getBytes(ISO_8859_1);
  }

  @Test
  void aRecordIsOneLine() {
    assertThat(print(Event.of("type", "created", "id", "42")))
        .isEqualTo(START + "\"fields\":{\"type\":\"created\",\"id\":\"42\"}}\n");
  }

  @Test
  void aDeliveryNamesItsSinkAndItsCount() {
    var entry = new Entry("orders", ID, Event.of("a", "b"));
    assertThat(
            print(
                OutputOptions.of(OutputFormat.JSON),
                out -> out.delivery(new Delivery("billing", entry, 12))))
        .isEqualTo(START + "\"sink\":\"billing\",\"delivery\":12,\"fields\":{\"a\":\"b\"}}\n");
  }

  @Test
  void repeatedNamesMakePairs() {
    assertThat(print(Event.of("b", "1", "a", "2", "b", "3")))
        .isEqualTo(START + "\"pairs\":[[\"b\",\"1\"],[\"a\",\"2\"],[\"b\",\"3\"]]}\n");
  }

  @Test
  void bytesThatAreNotUtf8AreBase64() {
    assertThat(print(Event.of(bytes("a"), bytes("x\u00ff"))))
        .isEqualTo(START + "\"fields\":{\"a\":{\"$b64\":\"eP8=\"}}}\n");
    assertThat(print(Event.of(bytes("\u00ff"), bytes("x"))))
        .isEqualTo(START + "\"pairs\":[[{\"$b64\":\"/w==\"},\"x\"]]}\n");
  }

  @Test
  void streamNamesAreEscapedToo() {
    var entry = new Entry("a\"\u001bé", ID, Event.of("a", "b"));
    assertThat(print(OutputOptions.of(OutputFormat.JSON), out -> out.entry(entry)))
        .startsWith("{\"stream\":\"a\\\"\\u001bé\",");
  }

  @Test
  void eachRecordHasItsOwnStreamAndTime() {
    Event event = Event.of("a", "b");
    assertThat(
            print(
                OutputOptions.of(OutputFormat.JSON),
                out -> {
                  out.entry(new Entry("x", EntryId.parse("1-2"), event));
                  out.entry(new Entry("y", EntryId.parse("86400001-0"), event));
                  out.entry(new Entry("x", EntryId.parse("0-18446744073709551615"), event));
                }))
        .isEqualTo(
            """
            {"stream":"x","id":"1-2","ts":"1970-01-01T00:00:00.001Z","fields":{"a":"b"}}
            {"stream":"y","id":"86400001-0","ts":"1970-01-02T00:00:00.001Z","fields":{"a":"b"}}
            {"stream":"x","id":"0-18446744073709551615","ts":"1970-01-01T00:00:00.000Z",\
            "fields":{"a":"b"}}
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "253402300799999-0, '\"9999-12-31T23:59:59.999Z\"'",
    "253402300800000-0, null",
    "9223372036854775808-1, null",
    "18446744073709551615-18446744073709551615, null",
  })
  void aTimeAfterTheYear9999IsNull(String id, String ts) {
    var entry = new Entry("s", EntryId.parse(id), Event.of("a", "b"));
    assertThat(print(OutputOptions.of(OutputFormat.JSON), out -> out.entry(entry)))
        .isEqualTo(
            "{\"stream\":\"s\",\"id\":\""
                + id
                + "\",\"ts\":"
                + ts
                + ",\"fields\":{\"a\":\"b\"}}\n");
  }

  @Test
  void whatCouldActOnATerminalIsEscapedAndNothingElse() {
    int[] all = IntStream.range(0, 0x110000).filter(c -> c < 0xd800 || c > 0xdfff).toArray();
    // All of it as one large value, and the first part in small ones.
    assertThat(print(Event.of("a", new String(all, 0, all.length))))
        .isEqualTo(START + "\"fields\":{\"a\":\"" + escaped(all) + "\"}}\n");
    for (int i = 0; i < 0x3000; i += 0x43) {
      int[] some = Arrays.copyOfRange(all, i, i + 0x43);
      assertThat(print(Event.of("a", new String(some, 0, some.length))))
          .isEqualTo(START + "\"fields\":{\"a\":\"" + escaped(some) + "\"}}\n");
    }
  }

  private static String escaped(int[] text) {
    StringBuilder escaped = new StringBuilder();
    for (int c : text) {
      boolean acts =
          c < 0x20
              || (c >= 0x7f && c < 0xa0)
              || (c >= 0x202a && c <= 0x202e)
              || (c >= 0x2066 && c <= 0x2069)
              || List.of(0x200e, 0x200f, 0x061c, 0x2028, 0x2029).contains(c);
      switch (c) {
        case '"' -> escaped.append("\\\"");
        case '\\' -> escaped.append("\\\\");
        case '\b' -> escaped.append("\\b");
        case '\t' -> escaped.append("\\t");
        case '\n' -> escaped.append("\\n");
        case '\f' -> escaped.append("\\f");
        case '\r' -> escaped.append("\\r");
        default -> {
          if (acts) {
            escaped.append(String.format("\\u%04x", c));
          } else {
            escaped.appendCodePoint(c);
          }
        }
      }
    }
    return escaped.toString();
  }

  @Test
  void largeValuesAreWhole() {
    for (int length : new int[] {8191, 8192, 8193, 65_535, 65_536, 65_537, 300_000}) {
      String text = "é\u0001".repeat(length).substring(0, length);
      assertThat(print(Event.of("a", text)))
          .isEqualTo(START + "\"fields\":{\"a\":\"" + text.replace("\u0001", "\\u0001") + "\"}}\n");
      byte[] bytes = bytes("\u00ff".repeat(length));
      assertThat(print(Event.of(bytes("a"), bytes)))
          .isEqualTo(
              START
                  + "\"fields\":{\"a\":{\"$b64\":\""
                  + Base64.getEncoder().encodeToString(bytes)
                  + "\"}}}\n");
    }
  }

  private static String parsed(String value) {
    String line =
        print(
            new OutputOptions(OutputFormat.JSON, false, true, false),
            out -> out.entry(new Entry("orders", ID, Event.of("a", value))));
    String before = START + "\"fields\":{\"a\":";
    assertThat(line).startsWith(before).endsWith("}}\n");
    return line.substring(before.length(), line.length() - 3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "42                        | 42",
        "-2.50                     | -2.50",
        "1e400                     | 1e400",
        "true                      | true",
        "null                      | null",
        "[1, {\"a\": [ ]}]         | [1,{\"a\":[]}]",
        "{\"b\":1,\"a\":\"x y\",\"b\":2} | {\"b\":1,\"a\":\"x y\",\"b\":2}",
        "[\"\u009b\u202e\u007f\\u001b\\\"\"] | [\"\\u009b\\u202e\\u007f\\u001b\\\"\"]",
        "{\"x\":{\"$b64\":\"eP8=\"}} | {\"x\":{\"$b64\":\"eP8=\"}}",
        "{\"$b64\":1}              | {\"$b64\":1}",
        "{\"$b64\":\"\",\"x\":\"\"} | {\"$b64\":\"\",\"x\":\"\"}",
      })
  void parsePrintsJsonAsJson(String value, String json) {
    assertThat(parsed(value)).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "01",
        "+1",
        "42 ",
        " 42",
        "1 2",
        "truely",
        "nul",
        "NaN",
        "{a}",
        "[1,]",
        "{} {}",
        "2026-11-21",
      })
  void parseLeavesOtherTextAString(String value) {
    assertThat(parsed(value)).isEqualTo('"' + value + '"');
  }

  @Test
  void parseLeavesWhatWouldReadBackAsSomethingElse() {
    assertThat(parsed("\"x\"")).as("text in quotes").isEqualTo("\"\\\"x\\\"\"");
    assertThat(parsed("{\"$b64\":\"eP8=\"}"))
        .as("the form for bytes")
        .isEqualTo("\"{\\\"$b64\\\":\\\"eP8=\\\"}\"");
    assertThat(parsed("{ \"$b64\" : \"\" }"))
        .as("the form for bytes, spaced")
        .isEqualTo("\"{ \\\"$b64\\\" : \\\"\\\" }\"");
    assertThat(parsed("[\"\\ud800\"]")).as("a lone surrogate").isEqualTo("\"[\\\"\\\\ud800\\\"]\"");
  }

  @Test
  void coloursAddNothingElse() {
    Event plain = Event.of("a", "b", "n", "42");
    Event pairs = Event.of(bytes("\u00ff"), bytes("\u00fe"), bytes("b"), bytes("{}"));
    Consumer<Output> records =
        out -> {
          out.entry(new Entry("orders", ID, plain));
          out.entry(new Entry("orders", EntryId.MAX, pairs));
          out.delivery(new Delivery("s", new Entry("orders", ID, plain), 2));
        };
    String without = print(new OutputOptions(OutputFormat.JSON, false, true, false), records);
    String with = print(new OutputOptions(OutputFormat.JSON, true, true, false), records);

    assertThat(with.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(without);
    assertThat(with)
        .startsWith(
            "{\u001b[34;1m\"stream\"\u001b[0m:\u001b[32m\"orders\"\u001b[0m,"
                + "\u001b[34;1m\"id\"\u001b[0m:\u001b[32m\"1795229713985-0\"\u001b[0m,");
    assertThat(with)
        .contains(
            "\u001b[34;1m\"a\"\u001b[0m:\u001b[32m\"b\"\u001b[0m,\u001b[34;1m\"n\"\u001b[0m:42");
  }
}
