package dev.leat.format;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/// Opens JSON text for reading, as RFC 8259 has it and no laxer, and puts Jackson's complaints into
/// one line.
final class Json {
  /// Deep enough for any data, and far from the end of any stack.
  static final int MAX_DEPTH = 500;

  // Lengths are bounded by the length of a line. Symbol tables stay, but a line is not refused
  // because
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

  /// Where the first byte stands that is not JSON's white space; `to` when there is none.
  static int skipSpace(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to
        && (bytes[i] == ' ' || bytes[i] == '\r' || bytes[i] == '\t' || bytes[i] == '\n')) {
      i++;
    }
    return i;
  }

  /// Checks that nothing follows the value that the parser has just read.
  static void expectEnd(JsonParser json, int from) throws Malformed {
    if (json.nextToken() != null) {
      throw new Malformed("more text after the JSON object", offset(json, from));
    }
  }

  /// How far the current token is from the start of the line.
  static long offset(JsonParser json, int from) {
    return json.currentTokenLocation().getByteOffset() - from;
  }

  /// Jackson's complaint in one line.
  static Malformed malformed(JacksonException complaint, int from) {
    return switch (complaint) {
      case UnexpectedEndOfInputException _ -> new Malformed("the JSON ends in the middle");
      case StreamConstraintsException _ ->
          new Malformed("JSON nested more than " + MAX_DEPTH + " deep");
      default -> {
        String reason = "not JSON: " + words(complaint.getOriginalMessage());
        long offset =
            complaint.getLocation() == null ? -1 : complaint.getLocation().getByteOffset() - from;
        yield offset < 0 ? new Malformed(reason) : new Malformed(reason, offset);
      }
    };
  }

  private static String words(@Nullable String message) {
    if (message == null || message.isEmpty()) {
      return "unreadable";
    }
    return Character.toLowerCase(message.charAt(0)) + message.substring(1);
  }
}
