package dev.leat.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leat.core.Failure;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Lines of text on standard output, in UTF-8 whatever the locale. Closing flushes, and leaves the
/// stream open.
final class Lines implements AutoCloseable {
  private final BufferedOutputStream out;

  Lines(OutputStream out) {
    this.out = new BufferedOutputStream(out, 1 << 16);
  }

  /// @throws Failure.OutputClosed when the reader has left
  void line(String text) {
    try {
      out.write(text.getBytes(UTF_8));
      out.write('\n');
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /// @throws Failure.OutputClosed when the reader has left
  void flush() {
    try {
      out.flush();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public void close() {
    flush();
  }

  /// A reader that has left is nothing to speak of; anything else, such as a full disk, is.
  private static Failure failure(IOException thrown) {
    String why = String.valueOf(thrown.getMessage());
    boolean left = why.contains("Broken pipe") || why.contains("pipe is being closed");
    return left
        ? new Failure.OutputClosed(thrown)
        : new Failure.OutputFailed("cannot write to standard output: " + why, thrown);
  }
}
