package dev.leat.format;

/// What is wrong with one line, before it is known which line that is.
final class Malformed extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 150;

  /// @param reason one line in plain words
  Malformed(String reason) {
    // No stack trace: with --skip-invalid there can be one of these a line.
    super(shortened(reason), null, false, false);
  }

  /// @param offset bytes from the start of the line to what is wrong
  Malformed(String reason, long offset) {
    super(shortened(reason) + " (byte offset " + offset + ")", null, false, false);
  }

  private static String shortened(String reason) {
    String line = Escapes.line(reason);
    return line.length() <= LONGEST
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)) + "…";
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
