package dev.leat.format;

/// How entries are printed.
///
/// @param color whether ANSI colours are added, in [OutputFormat#JSON] and [OutputFormat#TEXT]
/// @param parse whether, in [OutputFormat#JSON], values that are JSON are printed as JSON. That
///   goes for numbers, `true`, `false`, `null`, objects and arrays; text in quotes stays a string,
///   so that reading the record back gives the value that was there. So does the one object that a
///   record uses for bytes, `{"$b64":"…"}`
/// @param streamNames whether each line of [OutputFormat#TEXT] starts with the stream's name
public record OutputOptions(
    OutputFormat format, boolean color, boolean parse, boolean streamNames) {
  /// The format as it is in a pipe.
  public static OutputOptions of(OutputFormat format) {
    return new OutputOptions(format, false, false, false);
  }
}
