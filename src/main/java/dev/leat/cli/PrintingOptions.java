package dev.leat.cli;

import dev.leat.core.Output;
import dev.leat.format.OutputFormat;
import dev.leat.format.OutputOptions;
import dev.leat.format.Outputs;
import picocli.CommandLine.Option;

/// How entries are printed.
final class PrintingOptions {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "json (a line each; the default), text, raw (values alone) or ids.")
  private OutputFormat format = OutputFormat.JSON;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      description = "auto (on a terminal, unless NO_COLOR is set), always or never.")
  private ColorMode color = ColorMode.AUTO;

  @Option(names = "--parse", description = "Print values that are JSON as JSON, not as text.")
  private boolean parse;

  /// When colours are used.
  enum ColorMode {
    AUTO,
    ALWAYS,
    NEVER
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
