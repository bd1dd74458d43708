package dev.leat.cli;

import dev.leat.core.Failure;

/// Whole numbers.
final class Count {
  private Count() {}

  /// @param least the smallest number that is taken
  /// @throws Failure.Usage when the text is no number, or a smaller one
  static long parse(String text, long least) {
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
