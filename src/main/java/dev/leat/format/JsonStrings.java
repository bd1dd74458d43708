package dev.leat.format;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Base64;

/// Writes bytes as JSON: text as a string in which everything that could act on a terminal is
/// escaped, all else as `{"$b64":"…"}`. One pass checks the UTF-8, escapes and copies.
final class JsonStrings {
  /// Values up to here are written in one go; an escape takes six bytes for one.
  private static final int SMALL = OutputBuffer.SIZE / 8;

  private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);
  private static final byte[] BYTES_START = "{\"$b64\":\"".getBytes(US_ASCII);
  private static final byte[] BYTES_END = "\"}".getBytes(US_ASCII);

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  private JsonStrings() {}

  /// Writes text as a string, other bytes as an object.
  static void write(byte[] value, OutputBuffer out) {
    if (value.length > SMALL) {
      writeLarge(value, out);
      return;
    }
    int start = out.reserve(6 * value.length + 2);
    byte[] target = out.bytes();
    target[start] = '"';
    int end = escape(value, 0, value.length, target, start + 1, true);
    if (end < 0) {
      writeBytes(value, out);
    } else {
      target[end] = '"';
      out.commit(end + 1);
    }
  }

  private static void writeLarge(byte[] value, OutputBuffer out) {
    if (Utf8.firstInvalid(value, 0, value.length) >= 0) {
      writeBytes(value, out);
    } else {
      out.append((byte) '"');
      writePieces(value, out, true);
      out.append((byte) '"');
    }
  }

  private static void writeBytes(byte[] value, OutputBuffer out) {
    out.append(BYTES_START);
    // Whole groups of three, so that the pieces' encodings join into one.
    int step = SMALL / 3 * 3;
    for (int i = 0; i < value.length; i += step) {
      byte[] piece = Arrays.copyOfRange(value, i, Math.min(value.length, i + step));
      out.append(Base64.getEncoder().encode(piece));
    }
    out.append(BYTES_END);
  }

  /// Writes JSON text as it is, but for what could act on a terminal, which in valid JSON stands in
  /// strings alone.
  ///
  /// @param json valid JSON text without white space
  static void writeJson(byte[] json, OutputBuffer out) {
    writePieces(json, out, false);
  }

  private static void writePieces(byte[] utf8, OutputBuffer out, boolean quoted) {
    int from = 0;
    while (from < utf8.length) {
      int to = Math.min(utf8.length, from + SMALL);
      while (to < utf8.length && (utf8[to] & 0xc0) == 0x80) {
        to--;
      }
      int start = out.reserve(6 * (to - from));
      out.commit(escape(utf8, from, to, out.bytes(), start, quoted));
      from = to;
    }
  }

  /// Copies UTF-8 into a target with room for six times its length, escaped.
  ///
  /// @param quoted whether the text is to stand between quotes, so that `"` and `\` are escaped
  /// @return the end of what was written; -1 when the bytes are not UTF-8
  private static int escape(
      byte[] source, int from, int to, byte[] target, int at, boolean quoted) {
    int i = from;
    int o = at;
    while (i < to) {
      if (i + 8 <= to) {
        long word = (long) Utf8.LONGS.get(source, i);
        long special = special(word);
        // All eight go over, and those behind the first special one are written again: there is
        // room,
        // for each takes up to six.
        Utf8.LONGS.set(target, o, word);
        if (special == 0) {
          i += 8;
          o += 8;
          continue;
        }
        int plain = Long.numberOfTrailingZeros(special) >>> 3;
        i += plain;
        o += plain;
      }
      byte b = source[i];
      if (b < 0) {
        int length = Utf8.sequence(source, i, to);
        if (length == 0) {
          return -1;
        }
        int character = Utf8.codePoint(source, i, length);
        if (Escapes.isUnsafe(character)) {
          o = escape(character, target, o);
          i += length;
        } else {
          for (int end = i + length; i < end; i++) {
            target[o++] = source[i];
          }
        }
      } else if (b < 0x20 || b == 0x7f) {
        o = control(b, target, o);
        i++;
      } else {
        if (quoted && (b == '"' || b == '\\')) {
          target[o++] = '\\';
        }
        target[o++] = b;
        i++;
      }
    }
    return o;
  }

  /// Has bits in the bytes that are not simply copied: quotes, backslashes, controls and all above
  /// ASCII. The lowest such bit is in the first of those bytes.
  private static long special(long word) {
    long quotes = word ^ '"' * ONES;
    long backslashes = word ^ '\\' * ONES;
    long deletes = word ^ 0x7f * ONES;
    return (((word - 0x20 * ONES) & ~word)
            | ((quotes - ONES) & ~quotes)
            | ((backslashes - ONES) & ~backslashes)
            | ((deletes - ONES) & ~deletes)
            | word)
        & HIGH_BITS;
  }

  private static int control(byte b, byte[] target, int at) {
    byte letter =
        switch (b) {
          case '\b' -> 'b';
          case '\t' -> 't';
          case '\n' -> 'n';
          case '\f' -> 'f';
          case '\r' -> 'r';
          default -> 0;
        };
    if (letter == 0) {
      return escape(b, target, at);
    }
    target[at] = '\\';
    target[at + 1] = letter;
    return at + 2;
  }

  private static int escape(int character, byte[] target, int at) {
    target[at] = '\\';
    target[at + 1] = 'u';
    target[at + 2] = HEX[character >> 12];
    target[at + 3] = HEX[(character >> 8) & 0xf];
    target[at + 4] = HEX[(character >> 4) & 0xf];
    target[at + 5] = HEX[character & 0xf];
    return at + 6;
  }
}
