package dev.leat.format;

import java.util.HexFormat;

/// Makes text from elsewhere (a server's words, a stream's name, a field's value) safe to show on a
/// terminal. Control characters (C0, DEL, C1), the marks that reorder text (bidi) and the Unicode
/// line separators are written as JSON escapes, `\u001b`; lone surrogates too.
public final class Escapes {
  private static final HexFormat HEX = HexFormat.of();

  private Escapes() {}

  /// The text as one line: newlines and tabs are escaped too, as `\n` and `\t`.
  public static String line(String text) {
    return escape(text, true);
  }

  /// The text with its newlines and tabs as they are.
  public static String block(String text) {
    return escape(text, false);
  }

  /// Bytes as one line: like [#line(String)], and a byte that is not UTF-8 as `\xff`.
  public static String line(byte[] bytes) {
    StringBuilder out = new StringBuilder(bytes.length);
    int i = 0;
    while (i < bytes.length) {
      int length = Utf8.sequence(bytes, i, bytes.length);
      if (length == 0) {
        out.append("\\x").append(HEX.toHexDigits(bytes[i]));
        i++;
      } else {
        append(out, Utf8.codePoint(bytes, i, length), true);
        i += length;
      }
    }
    return out.toString();
  }

  private static String escape(String text, boolean oneLine) {
    if (text.codePoints().noneMatch(Escapes::isUnsafe)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> append(out, c, oneLine));
    return out.toString();
  }

  private static void append(StringBuilder out, int character, boolean oneLine) {
    if (!isUnsafe(character)) {
      out.appendCodePoint(character);
    } else if (character == '\n') {
      out.append(oneLine ? "\\n" : "\n");
    } else if (character == '\t') {
      out.append(oneLine ? "\\t" : "\t");
    } else {
      out.append("\\u").append(HEX.toHexDigits((char) character));
    }
  }

  /// Whether a character can do anything to a terminal but show itself. All of them are below
  /// U+10000.
  static boolean isUnsafe(int c) {
    return c < 0x20
        || (c >= 0x7f && c <= 0x9f)
        || c == 0x061c
        || c == 0x200e
        || c == 0x200f
        || (c >= 0x2028 && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x2069)
        || (c >= 0xd800 && c <= 0xdfff);
  }
}
