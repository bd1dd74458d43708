package dev.leat.format;

import dev.leat.core.Failure;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Reads which entries the records of an input are of: what `leat tail` and `leat sink read` print,
/// as JSON lines or as bare IDs. Blank lines are passed over.
///
/// For one thread.
public final class RecordReader {
  /// @param maxLine the longest line that is taken, in bytes
  /// @param name what errors call the input; empty to name lines alone
  public RecordReader(InputStream in, int maxLine, String name) {
    throw new UnsupportedOperationException();
  }

  /// The next record's entry, or null at the end of the input.
  ///
  /// @throws Failure.BadInput when a line is not a record or the input cannot be read
  public @Nullable RecordId next() {
    throw new UnsupportedOperationException();
  }

  /// Whether [#next] has something to work on, as in [EventSource#ready].
  public boolean ready() {
    throw new UnsupportedOperationException();
  }
}
