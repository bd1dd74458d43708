package dev.leat.format;

import dev.leat.core.Failure;
import java.io.IOException;
import java.io.InputStream;

/// The lines of an input that has a name, and the words in which errors point at them.
final class InputLines {
  /// How many blank lines [#ready] passes over at most, so that an input of nothing else does not
  /// keep its caller.
  private static final int MOST_BLANK = 1000;

  private final LineReader reader;
  private final int maxLine;
  private final String name;
  private final boolean json;

  /// Whether the reader is at a line already that [#next] is to move to.
  private boolean found;

  /// Reads from a stream of bytes.
  ///
  /// @param json whether white space means nothing: lines with nothing else are passed over, and so
  ///   is a byte order mark before the first
  InputLines(InputStream in, int maxLine, String name, boolean json) {
    this.reader = new LineReader(in, maxLine);
    this.maxLine = maxLine;
    this.name = name;
    this.json = json;
  }

  /// Moves to the next line, and says whether there is one.
  ///
  /// @throws Failure.BadInput when the input cannot be read
  boolean next() {
    if (found) {
      found = false;
      return true;
    }
    try {
      do {
        if (!reader.next()) {
          return false;
        }
      } while (json && isBlank());
      return true;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /// Whether [#next] returns without waiting. Ends the current line, as [#next] does.
  ///
  /// @throws Failure.BadInput when the input cannot be read
  boolean ready() {
    try {
      for (int blank = 0; !found && blank < MOST_BLANK && reader.ready(); blank++) {
        if (!reader.next()) {
          return true;
        }
        found = !(json && isBlank());
      }
      return found;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /// Refuses the current line when it is above the limit.
  void checkLength() throws Malformed {
    if (reader.tooLong()) {
      throw new Malformed("longer than the limit of " + maxLine + " bytes");
    }
  }

  private boolean isBlank() {
    if (reader.number() == 1) {
      reader.skipByteOrderMark();
    }
    int first = Json.skipSpace(reader.bytes(), reader.from(), reader.to());
    return first == reader.to() && !reader.tooLong();
  }

  /// The current line.
  LineReader line() {
    return reader;
  }

  /// What is wrong with the current line, and which line that is.
  String complaint(Malformed malformed) {
    String where = "line " + reader.number() + ": " + malformed.reason();
    return name.isEmpty() ? where : Escapes.line(name) + ": " + where;
  }

  private Failure.BadInput unreadable(IOException e) {
    String reason = Escapes.line(String.valueOf(e.getMessage()));
    return new Failure.BadInput(
        (name.isEmpty() ? "the input" : Escapes.line(name)) + " cannot be read: " + reason);
  }
}
