package dev.leat.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.core.Draft;
import dev.leat.core.Event;
import dev.leat.core.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventSourceTest {
  private static final InputOptions JSON = InputOptions.of(InputFormat.JSON);
  private static final InputOptions LINES = InputOptions.of(InputFormat.LINES);

  private static EventSource source(String input, InputOptions options) {
    return new EventSource(new ByteArrayInputStream(input.getBytes(UTF_8)), options);
  }

  private static List<SourcedEvent> all(EventSource source) {
    List<SourcedEvent> events = new ArrayList<>();
    for (SourcedEvent event = source.next(); event != null; event = source.next()) {
      events.add(event);
    }
    return events;
  }

  private static SourcedEvent at(long line, String... namesAndValues) {
    return new SourcedEvent(line, Draft.of(Event.of(namesAndValues)));
  }

  private static InputOptions json(NullPolicy nulls) {
    return new InputOptions(InputFormat.JSON, 1000, nulls, false, "", null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":\"x\"}                       | x",
        "{\"a\":\"\"}                        | ``",
        "{\"a\":2.50}                        | 2.50",
        "{\"a\":-0}                          | -0",
        "{\"a\":1e400}                       | 1e400",
        "{\"a\":1E+5}                        | 1E+5",
        "{\"a\":123456789012345678901234567890} | 123456789012345678901234567890",
        "{\"a\":true}                        | true",
        "{\"a\":false}                       | false",
        "{\"a\":null}                        | null",
        "{\"a\":{}}                          | {}",
        "{\"a\":[]}                          | []",
        "{\"a\":{ \"b\" : [ 1.0, {\"c\":null} , \"d\" ] , \"b\":2 }} |"
            + " {\"b\":[1.0,{\"c\":null},\"d\"],\"b\":2}",
        "{\"a\":[\"\\u00e9\\u0041\\/\\n"
            + "\\u0001\\\"\\\\\\ud83d\\ude00\"]} | [\"éA/\\n"
            + "\\u0001\\\"\\\\😀\"]",
        "{\"a\":{\"\\u0022\\t\":1}}          | {\"\\\"\\t\":1}",
        "{\"a\":\"\\u00e9 \\ud83d\\ude00 \\/\"} | é 😀 /",
        "{\"a\":\"é 😀 €\"}                  | é 😀 €",
      })
  void jsonValuesBecomeBytes(String line, String value) {
    assertThat(all(source(line + "\n", JSON))).containsExactly(at(1, "a", value));
  }

  @Test
  void membersKeepTheirOrderAndRepeat() {
    assertThat(all(source("{\"b\":1,\"a\":2,\"b\":3,\"\":\"\",\"\\ud83d\\ude00\":4}", JSON)))
        .containsExactly(at(1, "b", "1", "a", "2", "b", "3", "", "", "😀", "4"));
  }

  @Test
  void nulIsTextLikeAnyOther() {
    assertThat(all(source("{\"a\\u0000\":\"\\u0000b\"}", JSON)))
        .containsExactly(at(1, "a\0", "\0b"));
  }

  @Test
  void lengthsAreBoundedByTheLineAlone() {
    String name = "n".repeat(60_000);
    String digits = "1".repeat(5_000);
    assertThat(all(source("{\"" + name + "\":" + digits + "}", JSON)))
        .containsExactly(at(1, name, digits));
  }

  @Test
  void blankLinesCountAsLinesAndCarriageReturnsAreWhiteSpace() {
    assertThat(all(source("\n \t{ \"a\" : 1 }\t \r\n \t\r\n\r\n{\"a\":2}", JSON)))
        .containsExactly(at(2, "a", "1"), at(5, "a", "2"));
  }

  @Test
  void aByteOrderMarkBeforeTheFirstLineIsPassedOver() {
    assertThat(all(source("\ufeff{\"a\":1}\n", JSON))).containsExactly(at(1, "a", "1"));
    assertThat(all(source("\ufeffa\n", LINES))).containsExactly(at(1, "message", "\ufeffa"));
  }

  @Test
  void nullsAreKeptEmptiedSkippedOrRefused() {
    String line = "{\"a\":null,\"b\":[null]}";
    assertThat(all(source(line, json(NullPolicy.KEEP))))
        .containsExactly(at(1, "a", "null", "b", "[null]"));
    assertThat(all(source(line, json(NullPolicy.EMPTY))))
        .containsExactly(at(1, "a", "", "b", "[null]"));
    assertThat(all(source(line, json(NullPolicy.SKIP)))).containsExactly(at(1, "b", "[null]"));
    assertThatThrownBy(() -> source(line, json(NullPolicy.REFUSE)).next())
        .isInstanceOf(Failure.BadInput.class)
        .hasMessage("line 1: field \"a\" is null (byte offset 5)");
    assertThatThrownBy(() -> source("{\"a\":null}", json(NullPolicy.SKIP)).next())
        .hasMessage("line 1: an event needs a field");
  }

  @Test
  void linesAreAnyBytesAndMayBeEmpty() {
    byte[] input = "a\r\n\n\u0000\u00ff\n\nlast".getBytes(ISO_8859_1);
    EventSource source = new EventSource(new ByteArrayInputStream(input), LINES);

    assertThat(all(source))
        .extracting(e -> e.line() + ":" + new String(e.draft().event().value(0), ISO_8859_1))
        .containsExactly("1:a\r", "2:", "3:\u0000\u00ff", "4:", "5:last");
  }

  @Test
  void anEmptyInputHasNoEvents() {
    assertThat(all(source("", JSON))).isEmpty();
    assertThat(all(source("", LINES))).isEmpty();
    assertThat(all(source("\n", LINES))).containsExactly(at(1, "message", ""));
  }

  @Test
  void invalidLinesAreCountedAndPassedOver() {
    var options = new InputOptions(InputFormat.JSON, 20, NullPolicy.KEEP, true, "f.ndjson", null);
    EventSource source =
        source("{\"a\":1}\n{\"a\":\n{\"a\":2}\n" + "x".repeat(21) + "\n[]\n{\"a\":3}\n", options);

    assertThat(all(source)).containsExactly(at(1, "a", "1"), at(3, "a", "2"), at(6, "a", "3"));
    assertThat(source.skipped()).isEqualTo(3);
    assertThat(source.firstSkipped()).isEqualTo("f.ndjson: line 2: the JSON ends in the middle");
  }

  @Test
  void nothingIsSkippedUnasked() {
    EventSource source = source("{\"a\":1}\n", JSON);
    all(source);
    assertThat(source.skipped()).isZero();
    assertThat(source.firstSkipped()).isNull();
  }

  @Test
  void anIdIsTakenFromAField() {
    var options = new InputOptions(InputFormat.JSON, 100, NullPolicy.KEEP, false, "", "id");
    EventSource source =
        source(
            """
            {"a":1,"id":"5-1"}
            {"id":7}
            {"id":"7-*"}
            {"a":"x"}
            """,
            options);

    assertThat(source.next())
        .isEqualTo(new SourcedEvent(1, new Draft("5-1", Event.of("a", "1", "id", "5-1"))));
    assertThat(source.next()).isEqualTo(new SourcedEvent(2, new Draft("7", Event.of("id", "7"))));
    assertThat(source.next())
        .isEqualTo(new SourcedEvent(3, new Draft("7-*", Event.of("id", "7-*"))));
    assertThatThrownBy(source::next).hasMessage("line 4: no field \"id\" to take the ID from");
    assertThatThrownBy(() -> source("{\"id\":\"\\u001b\"}", options).next())
        .isInstanceOf(Failure.BadInput.class)
        .hasMessage("line 1: '\\u001b' in field \"id\" is not an ID to ask for (MILLIS-SEQUENCE)");
  }

  @Test
  void isReadyWhenAWholeLineIsThere() throws IOException {
    var in = new Drip("{\"a\":1}\n{\"a\":2}\n{\"a\":3", "}\n", "");
    EventSource source = new EventSource(in, JSON);

    assertThat(source.ready()).isTrue();
    assertThat(source.next()).isEqualTo(at(1, "a", "1"));
    in.available = 0;
    assertThat(source.ready()).isTrue();
    assertThat(source.next()).isEqualTo(at(2, "a", "2"));
    assertThat(source.ready()).as("half a line").isFalse();
    assertThat(source.next()).isEqualTo(at(3, "a", "3"));
    assertThat(source.ready()).isFalse();
    assertThat(source.next()).isNull();
    assertThat(source.ready()).as("the end").isTrue();
  }

  @Test
  void isNotReadyForLinesThatArePassedOver() {
    var in = new Drip(" \n{\n{\"a\":1}\n \n{\n", "");
    var options = new InputOptions(InputFormat.JSON, 100, NullPolicy.KEEP, true, "", null);
    EventSource source = new EventSource(in, options);

    assertThat(source.ready()).isTrue();
    in.available = 0;
    assertThat(source.ready()).isTrue();
    assertThat(source.next()).isEqualTo(at(3, "a", "1"));
    assertThat(source.ready()).as("a blank line, and one that is no event").isFalse();
    assertThat(source.skipped()).isEqualTo(2);
    assertThat(source.next()).isNull();
  }

  /// Gives one piece a read.
  private static final class Drip extends InputStream {
    private final String[] pieces;
    private int next;
    int available = 1;

    Drip(String... pieces) {
      this.pieces = pieces;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(byte[] target, int from, int length) {
      if (next == pieces.length || pieces[next].isEmpty()) {
        return -1;
      }
      byte[] piece = pieces[next++].getBytes(UTF_8);
      System.arraycopy(piece, 0, target, from, piece.length);
      return piece.length;
    }

    @Override
    public int available() {
      return available;
    }
  }

  @Test
  void inputThatCannotBeReadIsNamed() {
    var broken = new Broken();
    var options = new InputOptions(InputFormat.JSON, 100, NullPolicy.KEEP, true, "dir", null);
    assertThatThrownBy(() -> new EventSource(broken, options).next())
        .isInstanceOf(Failure.BadInput.class)
        .hasMessage("dir cannot be read: Is a directory");
    assertThatThrownBy(() -> new EventSource(broken, JSON).next())
        .hasMessage("the input cannot be read: Is a directory");
  }

  private static final class Broken extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("Is a directory");
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
      throw new IOException("Is a directory");
    }
  }
}
