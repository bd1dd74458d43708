package dev.leat.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leat.core.Failure;
import dev.leat.format.Outputs;
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
  /// @throws Failure.OutputFailed when the bytes cannot be written
  void line(String text) {
    try {
      out.write(text.getBytes(UTF_8));
      out.write('\n');
    } catch (IOException e) {
      throw Outputs.failure(e);
    }
  }

  /// @throws Failure.OutputClosed when the reader has left
  /// @throws Failure.OutputFailed when the bytes cannot be written
  void flush() {
    try {
      out.flush();
    } catch (IOException e) {
      throw Outputs.failure(e);
    }
  }

  @Override
  public void close() {
    flush();
  }
}
