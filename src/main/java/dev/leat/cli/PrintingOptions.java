package dev.leat.cli;

import dev.leat.core.Output;
import dev.leat.format.OutputFormat;
import dev.leat.format.OutputOptions;
import dev.leat.format.Outputs;

/// How entries are printed.
final class PrintingOptions {
  private OutputFormat format = OutputFormat.JSON;

  private ColorMode color = ColorMode.AUTO;

  private boolean parse;

  /// When colours are used.
  enum ColorMode {
    AUTO,
    ALWAYS,
    NEVER
  }

  void declare(Options all) {
    Options options = all.group("Output:");
    options.choice(
        "-o, --output",
        "FORMAT",
        "json (a line each; the default), text, raw (values alone) or ids.",
        OutputFormat.values(),
        choice -> format = choice);
    options.choice(
        "--color",
        "WHEN",
        "auto (on a terminal, unless NO_COLOR is set), always or never.",
        ColorMode.values(),
        choice -> color = choice);
    options.flag("--parse", "Print values that are JSON as JSON, not as text.", () -> parse = true);
  }

  /// A writer to standard output.
  ///
  /// @param streamNames whether readers of the text format need to be told which stream an entry is
  ///   from
  Output open(Surroundings surroundings, boolean streamNames) {
    return Outputs.open(
        surroundings.out(), new OutputOptions(format, color(surroundings), parse, streamNames));
  }

  private boolean color(Surroundings surroundings) {
    return switch (color) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO ->
          surroundings.variable(EnvironmentVariable.NO_COLOR) == null
              && !"dumb".equals(surroundings.variable(EnvironmentVariable.TERM))
              && surroundings.terminals().out();
    };
  }
}
