package dev.leat.cli;

import dev.leat.core.Durations;
import dev.leat.format.Escapes;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Named values in order, both as a JSON object and as the cells of a table. What is not known is
/// `null` in the one and `-` in the other.
final class Row {
  private final StringBuilder json = new StringBuilder("{");
  private final List<String> names = new ArrayList<>();
  private final List<String> cells = new ArrayList<>();

  Row text(String name, @Nullable Object value) {
    return value == null
        ? put(name, "null", "-")
        : put(name, quote(value.toString()), Escapes.line(value.toString()));
  }

  Row number(String name, long value) {
    return put(name, Long.toString(value), Long.toString(value));
  }

  Row number(String name, OptionalLong value) {
    return value.isEmpty() ? put(name, "null", "-") : number(name, value.getAsLong());
  }

  Row truth(String name, boolean value) {
    return put(name, Boolean.toString(value), value ? "yes" : "no");
  }

  /// A duration: seconds in JSON, `2h30m` in the table.
  Row duration(String name, @Nullable Duration value) {
    return value == null
        ? put(name, "null", "-")
        : put(
            name,
            BigDecimal.valueOf(value.toMillis(), 3).stripTrailingZeros().toPlainString(),
            Durations.print(value));
  }

  /// Rows within a row; the table says how many.
  Row rows(String name, List<Row> rows) {
    return put(
        name,
        '[' + String.join(",", rows.stream().map(Row::json).toList()) + ']',
        Integer.toString(rows.size()));
  }

  private Row put(String name, String jsonValue, String cell) {
    if (!names.isEmpty()) {
      json.append(',');
    }
    json.append(quote(name)).append(':').append(jsonValue);
    names.add(name);
    cells.add(cell);
    return this;
  }

  /// The row as a JSON object in one line.
  String json() {
    return json + "}";
  }

  List<String> names() {
    return names;
  }

  List<String> cells() {
    return cells;
  }

  private static String quote(String text) {
    return '"' + Escapes.line(text.replace("\\", "\\\\").replace("\"", "\\\"")) + '"';
  }
}
