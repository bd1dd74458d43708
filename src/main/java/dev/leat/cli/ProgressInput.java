package dev.leat.cli;

import dev.leat.terminal.ProgressBar;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A file that shows how far it was read. Whoever made the bar takes it away.
final class ProgressInput extends FilterInputStream {
  private final ProgressBar bar;
  private long done;

  ProgressInput(InputStream in, ProgressBar bar) {
    super(in);
    this.bar = bar;
  }

  @Override
  public int read() throws IOException {
    int b = super.read();
    count(b < 0 ? -1 : 1);
    return b;
  }

  @Override
  public int read(byte[] buffer, int from, int length) throws IOException {
    int count = super.read(buffer, from, length);
    count(count);
    return count;
  }

  private void count(int count) {
    if (count > 0) {
      done += count;
      bar.show(done);
    }
  }
}
