package dev.leat.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.leat.core.Failure;
import java.io.ByteArrayInputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Each line that is refused, and the words for it.
class MalformedInputTest {
  private static final String SURROGATE = "a surrogate escape without its other half is not text";

  static Stream<Arguments> json() {
    return Stream.of(
        arguments("hello", "not a JSON object"),
        arguments("[1]", "not a JSON object"),
        arguments("\"x\"", "not a JSON object"),
        arguments("{}", "an event needs a field"),
        arguments("{", "the JSON ends in the middle"),
        arguments("{\"a\":1", "the JSON ends in the middle"),
        arguments("{\"a\":1,", "the JSON ends in the middle"),
        arguments("{\"a\":\"x", "the JSON ends in the middle"),
        arguments(
            "{\"a\":1,}",
            "not JSON: unexpected '}': was expecting double-quote to start property name"
                + " (byte offset 7)"),
        arguments(
            "{a:1}",
            "not JSON: unexpected 'a': was expecting double-quote to start property name"
                + " (byte offset 1)"),
        arguments("{\"a\":'x'}", "not JSON: unexpected ''': expected a value (byte offset 5)"),
        arguments(
            "{\"a\":tru}",
            "not JSON: unrecognized token 'tru': was expecting a value (byte offset 5)"),
        arguments("{\"a\":NaN}", "not JSON: non-standard token 'NaN' (byte offset 8)"),
        arguments(
            "{\"a\":01}",
            "not JSON: invalid numeric value: Leading zeroes not allowed (byte offset 6)"),
        arguments("{\"a\":.5}", "not JSON: unexpected '.': expected a value (byte offset 5)"),
        arguments(
            "{\0\"\0a\0\"\0:\0001\0}\0", // UTF-16
            "not JSON: illegal control character, code 0: only regular white space (\\r"
                + ", \\n"
                + ", \\t) is allowed between tokens (byte offset 1)"),
        arguments("{\"a\":1} x", "more text after the JSON object (byte offset 8)"),
        arguments("{\"a\":1}{\"b\":2}", "more text after the JSON object (byte offset 7)"),
        arguments("{\"a\":// b", "not JSON: unexpected '/' (byte offset 5)"),
        arguments(
            "{\"a\":[1,2}", "not JSON: unexpected close marker '}': expected ']' (byte offset 9)"),
        arguments(
            "{\"a\":\"\t\"}",
            "not JSON: illegal unquoted control character, code 9: has to be escaped using"
                + " backslash to be included in string value (byte offset 6)"),
        arguments(
            "{\"a\":\"\\u12G4\"}",
            "not JSON: unexpected 'G': expected a hex-digit for character escape sequence"
                + " (byte offset 10)"),
        arguments("{\"a\":\"\\ud800\"}", SURROGATE + " (byte offset 5)"),
        arguments("{\"a\":\"\\udc00\\ud800\"}", SURROGATE + " (byte offset 5)"),
        arguments("{\"a\":{\"b\":[\"?\\ud800\"]}}", SURROGATE + " (byte offset 11)"),
        arguments("{\"a\":{\"\\udc00\":1}}", SURROGATE + " (byte offset 13)"),
        arguments("{\"\\udc00\":1}", SURROGATE + " (byte offset 8)"),
        arguments("{\"\\ud800\":1}", SURROGATE + " (byte offset 8)"),
        arguments("{\"a\":" + "[".repeat(501), "JSON nested more than 500 deep"),
        arguments(
            "{\"a\":" + "x".repeat(1000) + "}",
            "not JSON: unrecognized token '" + "x".repeat(119) + "… (byte offset 5)"));
  }

  @ParameterizedTest
  @MethodSource("json")
  void jsonThatIsRefused(String line, String reason) {
    refused(InputFormat.JSON, line.getBytes(UTF_8), reason);
  }

  static Stream<Arguments> bytes() {
    return Stream.of(
        arguments("{\"a\":\"\u00ff\"}", 6),
        arguments("{\"a\":\"\u00c0\u0080\"}", 6), // NUL in two bytes
        arguments("{\"a\":\"é\u00c1\u00bf\"}", 6),
        arguments("{\"a\":\"\u00ed\u00a0\u0080\"}", 6), // a surrogate
        arguments("{\"a\":\"\u00f4\u0090\u0080\u0080\"}", 6), // above U+10FFFF
        arguments("{\"a\":\"\u00e2\u0082\"}", 6), // cut short
        arguments("{\"a\u0080\":1}", 3),
        arguments("\u00fe\u00ff\u0000{\u0000\"", 0)); // UTF-16
  }

  @ParameterizedTest
  @MethodSource("bytes")
  void bytesThatAreNotUtf8AreRefused(String line, int offset) {
    byte[] bytes = line.getBytes(ISO_8859_1);
    String reason = "not UTF-8 (byte offset " + offset + ")";
    refused(InputFormat.JSON, bytes, reason);
    refused(InputFormat.RECORD, bytes, reason);
  }

  static Stream<Arguments> records() {
    return Stream.of(
        arguments("{\"a\":1}", "not a record: it has neither \"fields\" nor \"pairs\""),
        arguments("{\"fields\":{}}", "an event needs a field"),
        arguments("{\"pairs\":[]}", "an event needs a field"),
        arguments("{\"fields\":[]}", "\"fields\" is not an object (byte offset 10)"),
        arguments("{\"pairs\":{}}", "\"pairs\" is not an array (byte offset 9)"),
        arguments(
            "{\"fields\":{\"a\":1},\"pairs\":[]}",
            "a record has \"fields\" or \"pairs\", once (byte offset 26)"),
        arguments(
            "{\"pairs\":[1]}",
            "\"pairs\" holds something other than [name, value] (byte offset 10)"),
        arguments(
            "{\"pairs\":[[\"a\"]]}",
            "\"pairs\" holds something other than [name, value] (byte offset 10)"),
        arguments(
            "{\"pairs\":[[\"a\",1,2]]}",
            "\"pairs\" holds something other than [name, value] (byte offset 10)"),
        arguments(
            "{\"fields\":{\"a\":{\"$b64\":\"?\"}}}",
            "\"$b64\" does not hold Base64 (byte offset 15)"),
        arguments("{\"fields\":{\"a\":1}} x", "more text after the JSON object (byte offset 19)"),
        arguments("1-0", "not a JSON object"));
  }

  @ParameterizedTest
  @MethodSource("records")
  void recordsThatAreRefused(String line, String reason) {
    refused(InputFormat.RECORD, line.getBytes(UTF_8), reason);
  }

  private static void refused(InputFormat format, byte[] line, String reason) {
    byte[] input = new byte[line.length + 2];
    input[0] = '\n';
    System.arraycopy(line, 0, input, 1, line.length);
    input[input.length - 1] = '\n';
    byte[] start = "{\"a\":1,\"fields\":{\"a\":1}}\n".getBytes(UTF_8);
    byte[] both = new byte[start.length + input.length];
    System.arraycopy(start, 0, both, 0, start.length);
    System.arraycopy(input, 0, both, start.length, input.length);

    EventSource source = new EventSource(new ByteArrayInputStream(both), InputOptions.of(format));
    assertThat(source.next()).as("the line before").isNotNull();
    assertThatThrownBy(source::next)
        .isInstanceOf(Failure.BadInput.class)
        .hasMessage("line 3: " + reason);
  }

  @Test
  void theInputIsNamedWhereItHasAName() {
    var options = new InputOptions(InputFormat.JSON, 10, NullPolicy.KEEP, false, "a\tb", null);
    var source = new EventSource(new ByteArrayInputStream("x\n".getBytes(UTF_8)), options);
    assertThatThrownBy(source::next).hasMessage("a\\tb: line 1: not a JSON object");
  }

  @Test
  void whatIsNotTextStaysOffTheTerminal() {
    String line = "{\"a\":\u202ex\u009b}";
    refused(
        InputFormat.JSON,
        line.getBytes(UTF_8),
        "not JSON: unexpected '\\u202e': expected a value (byte offset 7)");
  }
}
