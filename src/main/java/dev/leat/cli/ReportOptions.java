package dev.leat.cli;

import picocli.CommandLine.Option;

/// How a command that prints no entries prints what it has to say.
final class ReportOptions {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "json (a line each; the default) or text (a table).")
  private ReportFormat format = ReportFormat.JSON;

  /// The formats of a report.
  enum ReportFormat {
    JSON,
    TEXT
  }

  /// A report on standard output.
  Report open(Surroundings surroundings) {
    return new Report(surroundings.out(), format);
  }
}
