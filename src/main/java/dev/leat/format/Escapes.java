package dev.leat.format;

/// Makes text from elsewhere (a server's words, a stream's name, a field's value) safe to show on a
/// terminal. Control characters (C0, DEL, C1), the marks that reorder text (bidi) and the Unicode line
/// separators are written as JSON escapes, `\u001b`; lone surrogates too.
public final class Escapes {
  private Escapes() {}

  /// The text as one line: newlines and tabs are escaped too, as `\n` and `\t`.
  public static String line(String text) {
    throw new UnsupportedOperationException();
  }

  /// The text with its newlines and tabs as they are.
  public static String block(String text) {
    throw new UnsupportedOperationException();
  }

  /// Bytes as one line: like [#line(String)], and a byte that is not UTF-8 as `\xff`.
  public static String line(byte[] bytes) {
    throw new UnsupportedOperationException();
  }
}
