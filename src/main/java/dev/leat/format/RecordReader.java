package dev.leat.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.leat.core.Failure;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Reads which entries the records of an input are of: what `leat tail` and `leat sink read` print,
/// as JSON lines or as bare IDs. Blank lines are passed over.
///
/// For one thread at a time.
public final class RecordReader {
  private final InputLines lines;

  /// Reads from a stream of bytes.
  ///
  /// @param maxLine the longest line that is taken, in bytes
  /// @param name what errors call the input; empty to name lines alone
  public RecordReader(InputStream in, int maxLine, String name) {
    lines = new InputLines(in, maxLine, name, true);
  }

  /// The next record's entry, or null at the end of the input.
  ///
  /// @throws Failure.BadInput when a line is not a record or the input cannot be read
  public @Nullable RecordId next() {
    if (!lines.next()) {
      return null;
    }
    try {
      return parse();
    } catch (Malformed malformed) {
      throw new Failure.BadInput(lines.complaint(malformed));
    }
  }

  private RecordId parse() throws Malformed {
    lines.checkLength();
    LineReader line = lines.line();
    byte[] bytes = line.bytes();
    int first = Json.skipSpace(bytes, line.from(), line.to());
    if (bytes[first] < '0' || bytes[first] > '9') {
      return RecordParser.id(bytes, line.from(), line.to(), line.number());
    }
    String id = new String(bytes, first, line.to() - first, ISO_8859_1).strip();
    return new RecordId(line.number(), null, null, RecordParser.entryId(id));
  }

  /// Whether [#next] returns without waiting, as in [EventSource#ready].
  ///
  /// @throws Failure.BadInput when the input cannot be read
  public boolean ready() {
    return lines.ready();
  }
}
