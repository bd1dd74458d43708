package dev.leat.cli;

/// How a command that prints no entries prints what it has to say.
final class ReportOptions {
  private ReportFormat format = ReportFormat.JSON;

  /// The formats of a report.
  enum ReportFormat {
    JSON,
    TEXT
  }

  void declare(Options all) {
    Options options = all.group("Output:");
    options.choice(
        "-o, --output",
        "FORMAT",
        "json (a line each; the default) or text (a table).",
        ReportFormat.values(),
        choice -> format = choice);
  }

  /// A report on standard output.
  Report open(Surroundings surroundings) {
    return new Report(surroundings.out(), format);
  }
}
