package dev.leat.format;

import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/// Opens JSON text for reading, as RFC 8259 has it and no laxer, and puts Jackson's complaints into
/// one line.
final class Json {
  /// Deep enough for any data, and far from the end of any stack.
  static final int MAX_DEPTH = 500;

  static final String LONE_SURROGATE = "a surrogate escape without its other half is not text";

  // Lengths are bounded by the length of a line. Symbol tables stay, but no line is refused because
  // the names before it hashed badly.
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
          .disable(TokenStreamFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private static final Pattern CHARACTER =
      Pattern.compile("character \\((.+?) \\(code [^)]*\\)\\)");
  private static final Pattern CONTROL =
      Pattern.compile("character \\(\\(CTRL-CHAR, code (\\d+)\\)\\)");
  private static final Pattern VALUE =
      Pattern.compile("(a valid value )?\\(JSON String, Number, Array, Object or token .*\\)");
  private static final Pattern ADVICE =
      Pattern.compile(": (enable|maybe) .*| \\(for (Array|Object) starting at .*", Pattern.DOTALL);

  private Json() {}

  /// A parser over text that [Utf8] has found valid (Jackson takes overlong forms and surrogates).
  static JsonParser open(byte[] utf8, int from, int to) {
    return FACTORY.createParser(ObjectReadContext.empty(), utf8, from, to - from);
  }

  /// A parser over one line that is to be an object.
  ///
  /// @throws Malformed when the line is not UTF-8 or does not start like an object
  static JsonParser openObject(byte[] bytes, int from, int to) throws Malformed {
    int invalid = Utf8.firstInvalid(bytes, from, to);
    if (invalid >= 0) {
      throw new Malformed("not UTF-8", invalid - from);
    }
    int first = skipSpace(bytes, from, to);
    if (first == to || bytes[first] != '{') {
      throw new Malformed("not a JSON object");
    }
    return open(bytes, from, to);
  }

  /// Checks that nothing but white space follows the object that the parser has just read.
  static void expectEnd(JsonParser json, byte[] bytes, int from, int to) throws Malformed {
    int end = from + (int) json.currentLocation().getByteOffset();
    int more = skipSpace(bytes, end, to);
    if (more < to) {
      throw new Malformed("more text after the JSON object", more - from);
    }
  }

  /// Where the first byte stands that is not JSON's white space; `to` when there is none.
  static int skipSpace(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to
        && (bytes[i] == ' ' || bytes[i] == '\r' || bytes[i] == '\t' || bytes[i] == '\n')) {
      i++;
    }
    return i;
  }

  /// How far the current token is from the start of the text, in bytes.
  static long offset(JsonParser json) {
    return json.currentTokenLocation().getByteOffset();
  }

  /// Jackson's complaint in one line.
  static Malformed malformed(JacksonException complaint) {
    String message = String.valueOf(complaint.getOriginalMessage());
    if (complaint instanceof UnexpectedEndOfInputException
        || message.startsWith("Unexpected end-of-input")) {
      return new Malformed("the JSON ends in the middle");
    }
    if (complaint instanceof StreamConstraintsException) {
      return new Malformed("JSON nested more than " + MAX_DEPTH + " deep");
    }
    String reason = message.contains("surrogate") ? LONE_SURROGATE : "not JSON: " + words(message);
    TokenStreamLocation location = complaint.getLocation();
    return location == null
        ? new Malformed(reason)
        : new Malformed(reason, location.getByteOffset());
  }

  /// Leaves out what Jackson says to those who program it.
  private static String words(String message) {
    String words = message;
    words = CHARACTER.matcher(words).replaceFirst("$1");
    words = CONTROL.matcher(words).replaceFirst("control character, code $1");
    words = VALUE.matcher(words).replaceFirst("a value");
    words = ADVICE.matcher(words).replaceFirst("");
    return words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
  }
}
