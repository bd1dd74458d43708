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
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// The formats that are not JSON.
class TextOutputTest {
  private static final EntryId ID = EntryId.parse("1795229713985-0");
  private static final String START = "2026-11-21T02:55:13.985Z 1795229713985-0 ";

  private static byte[] print(OutputOptions options, Consumer<Output> entries) {
    var bytes = new ByteArrayOutputStream();
    Output output = Outputs.open(bytes, options);
    entries.accept(output);
    output.flush();
    return bytes.toByteArray();
  }

  private static String text(Event event) {
    return new String(
        print(
            OutputOptions.of(OutputFormat.TEXT), out -> out.entry(new Entry("orders", ID, event))),
        UTF_8);
  }

  private static byte[] bytes(String latin1) {
    return latin1.getBytes(ISO_8859_1);
  }

  @Test
  void textIsTimeIdAndFields() {
    assertThat(text(Event.of("type", "created", "id", "42", "type", "é")))
        .isEqualTo(START + "type=created id=42 type=é\n");
  }

  @Test
  void textQuotesWhatWouldBeUnclear() {
    assertThat(
            text(Event.of("a b", "", "c", "x y", "d", "1=2", "e", "say \"hi\"", "f", "{\"a\":1}")))
        .isEqualTo(
            START + "\"a b\"=\"\" c=\"x y\" d=\"1=2\" e=\"say \\\"hi\\\"\" f=\"{\\\"a\\\":1}\"\n");
  }

  @Test
  void textShowsALoneMessageBare() {
    assertThat(text(Event.of("message", "GET / \"200\""))).isEqualTo(START + "GET / \"200\"\n");
    assertThat(text(Event.of("message", ""))).isEqualTo(START + "\n");
    assertThat(text(Event.of("message", "x", "n", "1"))).isEqualTo(START + "message=x n=1\n");
  }

  @Test
  void textIsHarmlessOnATerminal() {
    assertThat(text(Event.of("a\u001b]0;x\u0007", "line\nline\t\u009b\u202e")))
        .isEqualTo(START + "a\\u001b]0;x\\u0007=line\\nline\\t\\u009b\\u202e\n");
    assertThat(text(Event.of("message", "\u001b[2J"))).isEqualTo(START + "\\u001b[2J\n");
    assertThat(text(Event.of(bytes("\u00ff"), bytes("x\u00fe\u00c3\u00a9"))))
        .isEqualTo(START + "\\xff=x\\xfeé\n");
  }

  @Test
  void textNamesStreamsWhereThereAreSeveral() {
    var options = new OutputOptions(OutputFormat.TEXT, false, false, true);
    Event event = Event.of("a", "b");
    assertThat(print(options, out -> out.entry(new Entry("x\u001b", ID, event))))
        .asString(UTF_8)
        .isEqualTo("x\\u001b " + START + "a=b\n");
  }

  @Test
  void textSaysWhichDeliveryItIsAfterTheFirst() {
    var options = OutputOptions.of(OutputFormat.TEXT);
    var entry = new Entry("s", ID, Event.of("a", "b"));
    assertThat(
            print(
                options,
                out -> {
                  out.delivery(new Delivery("sink", entry, 1));
                  out.delivery(new Delivery("sink", entry, 3));
                }))
        .asString(UTF_8)
        .isEqualTo(START + "a=b\n" + START + "(delivery 3) a=b\n");
  }

  @Test
  void textLeavesOutATimeThatIsNone() {
    var entry = new Entry("s", EntryId.MAX, Event.of("a", "b"));
    assertThat(print(OutputOptions.of(OutputFormat.TEXT), out -> out.entry(entry)))
        .asString(UTF_8)
        .isEqualTo("18446744073709551615-18446744073709551615 a=b\n");
  }

  @Test
  void textColoursAddNothingElse() {
    var entry = new Entry("s", ID, Event.of("a", "b c"));
    String with =
        new String(
            print(
                new OutputOptions(OutputFormat.TEXT, true, false, true),
                out -> out.delivery(new Delivery("x", entry, 2))),
            UTF_8);
    assertThat(with)
        .isEqualTo(
            "\u001b[36ms\u001b[0m \u001b[32m2026-11-21T02:55:13.985Z\u001b[0m"
                + " \u001b[2m1795229713985-0\u001b[0m \u001b[2m(delivery 2)\u001b[0m"
                + " \u001b[34ma\u001b[0m=\"b c\"\n");
  }

  @Test
  void rawIsTheValuesAlone() {
    var entry = new Entry("s", ID, Event.of(bytes("a"), bytes("\u00ff\n"), bytes("b"), bytes("")));
    assertThat(
            print(
                OutputOptions.of(OutputFormat.RAW),
                out -> {
                  out.entry(entry);
                  out.delivery(new Delivery("x", entry, 2));
                }))
        .isEqualTo(bytes("\u00ff\n\n\n\u00ff\n\n\n"));
  }

  @Test
  void rawValuesMayBeLargerThanTheBuffer() {
    for (int length : new int[] {65_535, 65_536, 65_537, 200_000}) {
      byte[] large = bytes("x".repeat(length));
      Event event = Event.of(bytes("a"), bytes("1"), bytes("b"), large, bytes("c"), bytes("2"));
      assertThat(
              print(
                  OutputOptions.of(OutputFormat.RAW), out -> out.entry(new Entry("s", ID, event))))
          .isEqualTo(bytes("1\n" + "x".repeat(length) + "\n2\n"));
    }
  }

  @Test
  void idsAreOneALine() {
    Event event = Event.of("a", "b");
    assertThat(
            print(
                OutputOptions.of(OutputFormat.IDS),
                out -> {
                  out.entry(new Entry("s", ID, event));
                  out.delivery(new Delivery("x", new Entry("s", EntryId.ZERO, event), 2));
                  out.entry(new Entry("s", EntryId.MAX, event));
                  out.entry(new Entry("s", new EntryId(Long.MAX_VALUE, 10), event));
                }))
        .asString(UTF_8)
        .isEqualTo(
            """
            1795229713985-0
            0-0
            18446744073709551615-18446744073709551615
            9223372036854775807-10
            """);
  }
}
