package dev.leat.format;

import org.jspecify.annotations.Nullable;

/// How input is read.
///
/// @param maxLine the longest line that is taken, in bytes without its newline, 1 or more
/// @param skipInvalid whether a line that cannot be taken is counted and passed over, rather than
///   ending the input
/// @param name what errors call the input, such as the name of its file; empty to name lines alone
/// @param idFrom the field whose value is asked for as the entry's ID; it stays a field of the
///   event. Null for IDs of the server's choice
public record InputOptions(
    InputFormat format,
    int maxLine,
    NullPolicy nulls,
    boolean skipInvalid,
    String name,
    @Nullable String idFrom) {
  /// The longest line that is taken where nothing else is said: 1 MiB.
  public static final int MAX_LINE = 1024 * 1024;

  public InputOptions {
    if (maxLine < 1) {
      throw new IllegalArgumentException("a line has one byte or more");
    }
  }

  /// Standard input as it is read where nothing else is said.
  public static InputOptions of(InputFormat format) {
    return new InputOptions(format, MAX_LINE, NullPolicy.KEEP, false, "", null);
  }
}
