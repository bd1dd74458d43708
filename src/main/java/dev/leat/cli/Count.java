package dev.leat.cli;

import dev.leat.core.Failure;
import picocli.CommandLine.ITypeConverter;

/// A whole number, 0 or more.
final class Count implements ITypeConverter<Long> {
  @Override
  public Long convert(String text) {
    return parse(text, 0);
  }

  /// A whole number, 1 or more.
  static final class Positive implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      return parse(text, 1);
    }
  }

  private static long parse(String text, long least) {
    try {
      long number = Long.parseLong(text);
      if (number >= least && text.charAt(0) != '+') {
        return number;
      }
    } catch (NumberFormatException none) {
      // the one message below
    }
    throw new Failure.Usage("'" + text + "' is not a number, " + least + " or more");
  }
}
