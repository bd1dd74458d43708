package dev.leat.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Turns the names and values of JSON objects into the bytes of fields: strings as they are, all
/// else as compact JSON text with its numbers as they were written.
///
/// For one thread.
final class JsonValues {
  private static final int NAMES_KEPT = 1024;
  private static final byte[] NULL = "null".getBytes(US_ASCII);
  private static final byte[] BYTES_START = "{\"$b64\":\"".getBytes(US_ASCII);
  private static final byte[] BYTES_END = "\"}".getBytes(US_ASCII);
  private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);

  /// The same names come line after line.
  private final Map<String, byte[]> names = new HashMap<>();

  /// The bytes of a member's name.
  byte[] name(String name, JsonParser json) throws Malformed {
    byte[] known = names.get(name);
    if (known != null) {
      return known;
    }
    byte[] bytes = Utf8.encode(name);
    if (bytes == null) {
      throw loneSurrogate(json);
    }
    if (names.size() < NAMES_KEPT) {
      names.put(name, bytes);
    }
    return bytes;
  }

  /// The bytes of the value at the parser's current token, which is its first; afterwards its last
  /// is current.
  byte[] value(JsonParser json) throws Malformed {
    return switch (json.currentToken()) {
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> scalar(json);
      case VALUE_NULL -> NULL;
      default -> compact(json);
    };
  }

  private static byte[] scalar(JsonParser json) throws Malformed {
    char[] chars = json.getStringCharacters();
    int offset = json.getStringOffset();
    int length = json.getStringLength();
    // Nearly all text is ASCII: no String on the way for that.
    byte[] ascii = new byte[length];
    int all = 0;
    for (int i = 0; i < length; i++) {
      char c = chars[offset + i];
      ascii[i] = (byte) c;
      all |= c;
    }
    if (all < 0x80) {
      return ascii;
    }
    byte[] bytes = Utf8.encode(new String(chars, offset, length));
    if (bytes == null) {
      throw loneSurrogate(json);
    }
    return bytes;
  }

  private static Malformed loneSurrogate(JsonParser json) {
    return new Malformed(Json.LONE_SURROGATE, Json.offset(json));
  }

  /// The value at the parser's current token as JSON text without white space. Names keep their
  /// order and may repeat; strings are escaped no more than they must be.
  static byte[] compact(JsonParser json) throws Malformed {
    ByteArrayOutputStream text = new ByteArrayOutputStream(64);
    int depth = 0;
    boolean separate = false;
    JsonToken token = json.currentToken();
    while (true) {
      boolean ends = token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY;
      if (separate && !ends) {
        text.write(',');
      }
      separate = true;
      switch (token) {
        case START_OBJECT -> {
          text.write('{');
          depth++;
          separate = false;
        }
        case START_ARRAY -> {
          text.write('[');
          depth++;
          separate = false;
        }
        case END_OBJECT -> {
          text.write('}');
          depth--;
        }
        case END_ARRAY -> {
          text.write(']');
          depth--;
        }
        case PROPERTY_NAME -> {
          quote(scalar(json), text);
          text.write(':');
          separate = false;
        }
        case VALUE_STRING -> quote(scalar(json), text);
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE, VALUE_NULL ->
            text.writeBytes(json.getString().getBytes(ISO_8859_1));
        case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
            throw new IllegalStateException("JSON text has no " + token);
      }
      if (depth == 0) {
        return text.toByteArray();
      }
      token = json.nextToken();
    }
  }

  private static void quote(byte[] utf8, ByteArrayOutputStream text) {
    text.write('"');
    for (byte b : utf8) {
      switch (b) {
        case '"', '\\' -> {
          text.write('\\');
          text.write(b);
        }
        case '\b' -> escape('b', text);
        case '\t' -> escape('t', text);
        case '\n' -> escape('n', text);
        case '\f' -> escape('f', text);
        case '\r' -> escape('r', text);
        default -> {
          if (b >= 0 && b < 0x20) {
            escape('u', text);
            text.write('0');
            text.write('0');
            text.write(HEX[b >> 4]);
            text.write(HEX[b & 0xf]);
          } else {
            text.write(b);
          }
        }
      }
    }
    text.write('"');
  }

  private static void escape(char letter, ByteArrayOutputStream text) {
    text.write('\\');
    text.write(letter);
  }

  /// The Base64 text in a record's form for bytes, `{"$b64":"…"}`, or null when compact JSON text
  /// is something else.
  static byte @Nullable [] base64(byte[] compact) {
    int length = compact.length - BYTES_START.length - BYTES_END.length;
    if (length < 0
        || !matches(compact, 0, BYTES_START)
        || !matches(compact, BYTES_START.length + length, BYTES_END)) {
      return null;
    }
    byte[] base64 = new byte[length];
    System.arraycopy(compact, BYTES_START.length, base64, 0, length);
    for (byte b : base64) {
      if (b == '"' || b == '\\') {
        return null;
      }
    }
    return base64;
  }

  private static boolean matches(byte[] bytes, int at, byte[] part) {
    return Arrays.equals(bytes, at, at + part.length, part, 0, part.length);
  }

  /// The bytes of the value at the parser's current token as a record has them: like [#value], but
  /// `{"$b64":"…"}` stands for the bytes it encodes.
  byte[] recordValue(JsonParser json) throws Malformed {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      return value(json);
    }
    long offset = Json.offset(json);
    byte[] compact = compact(json);
    byte[] base64 = base64(compact);
    if (base64 == null) {
      return compact;
    }
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException notBase64) {
      throw new Malformed("\"$b64\" does not hold Base64", offset);
    }
  }
}
