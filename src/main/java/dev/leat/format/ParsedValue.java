package dev.leat.format;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/// Finds values that are JSON: what `--parse` prints as JSON, not as a string.
final class ParsedValue {
  private ParsedValue() {}

  /// The value as JSON text without white space, when it is a number, `true`, `false`, `null`, an
  /// object or an array with nothing before or after it; null for everything else, and for the
  /// object that a record uses for bytes.
  static byte @Nullable [] of(byte[] value) {
    if (value.length == 0 || !mayStart(value[0]) || !mayEnd(value[value.length - 1])) {
      return null;
    }
    if (Utf8.firstInvalid(value, 0, value.length) >= 0) {
      return null;
    }
    try (JsonParser json = Json.open(value, 0, value.length)) {
      json.nextToken();
      byte[] compact = JsonValues.compact(json);
      return json.nextToken() == null && JsonValues.base64(compact) == null ? compact : null;
    } catch (JacksonException | Malformed notJson) {
      return null;
    }
  }

  private static boolean mayStart(byte b) {
    return switch (b) {
      case '{', '[', '-', 't', 'f', 'n' -> true;
      default -> isDigit(b);
    };
  }

  private static boolean mayEnd(byte b) {
    return switch (b) {
      case '}', ']', 'e', 'l' -> true;
      default -> isDigit(b);
    };
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
