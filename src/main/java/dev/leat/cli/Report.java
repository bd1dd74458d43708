package dev.leat.cli;

import dev.leat.cli.ReportOptions.ReportFormat;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Rows on standard output: a JSON object a line, or a table whose columns are aligned when it is
/// closed.
final class Report implements AutoCloseable {
  private final Lines lines;
  private final ReportFormat format;
  private final List<Row> table = new ArrayList<>();

  Report(OutputStream out, ReportFormat format) {
    this.lines = new Lines(out);
    this.format = format;
  }

  /// Adds a row; all rows of a report have the same names.
  ///
  /// @throws dev.leat.core.Failure.OutputClosed when the reader has left
  void add(Row row) {
    switch (format) {
      case JSON -> lines.line(row.json());
      case TEXT -> table.add(row);
    }
  }

  @Override
  public void close() {
    if (!table.isEmpty()) {
      print(table);
      table.clear();
    }
    lines.close();
  }

  private void print(List<Row> rows) {
    List<List<String>> all = new ArrayList<>();
    all.add(rows.getFirst().names().stream().map(name -> name.toUpperCase(Locale.ROOT)).toList());
    rows.forEach(row -> all.add(row.cells()));
    int[] widths = new int[all.getFirst().size()];
    for (List<String> cells : all) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], cells.get(i).length());
      }
    }
    for (List<String> cells : all) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(cells.get(i)).append(" ".repeat(widths[i] - cells.get(i).length() + 2));
      }
      lines.line(line.toString().stripTrailing());
    }
  }
}
