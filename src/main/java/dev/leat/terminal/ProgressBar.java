package dev.leat.terminal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/// How far a file is, on one line of a terminal that is drawn over and over and erased at the end:
/// ` 42 % 12.3 of 29.0 MB 8.1 MB/s`.
///
/// Nothing is shown of what is done within half a second. It needs no more of a terminal than the
/// carriage return and 40 columns. Not safe for use by several threads.
public final class ProgressBar implements AutoCloseable {
  private static final long FIRST_NANOS = Duration.ofMillis(500).toNanos();
  private static final long STEP_NANOS = Duration.ofMillis(100).toNanos();
  private static final double MEGA = 1e6;

  private final OutputStream err;
  private final long total;
  private final LongSupplier nanoTime;
  private final long start;
  private long next;
  private int shown;

  /// @param err standard error, when that is a terminal; if it fails, the bar is lost and nothing
  ///   else
  /// @param total in bytes
  public ProgressBar(OutputStream err, long total) {
    this(err, total, System::nanoTime);
  }

  ProgressBar(OutputStream err, long total, LongSupplier nanoTime) {
    this.err = err;
    this.total = total;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
    this.next = start + FIRST_NANOS;
  }

  /// Draws the bar, if the last time is a while ago. Costs next to nothing otherwise.
  ///
  /// @param done bytes so far, from 0
  public void show(long done) {
    long now = nanoTime.getAsLong();
    if (now - next < 0) {
      return;
    }
    next = now + STEP_NANOS;
    // A file that grows while it is read is still not done beyond the whole.
    long percent = total <= 0 ? 100 : Math.min(100, done * 100 / total);
    String line =
        String.format(
            Locale.ROOT,
            "%3d %%  %.1f of %.1f MB  %.1f MB/s",
            percent,
            done / MEGA,
            total / MEGA,
            done / MEGA * Duration.ofSeconds(1).toNanos() / (now - start));
    print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
    shown = line.length();
  }

  /// Takes the bar away, for a message or for good. The next [#show] draws it again.
  public void erase() {
    if (shown > 0) {
      print("\r" + " ".repeat(shown) + "\r");
      shown = 0;
    }
  }

  /// The same as [#erase].
  @Override
  public void close() {
    erase();
  }

  private void print(String text) {
    try {
      err.write(text.getBytes(US_ASCII));
      err.flush();
    } catch (IOException e) {
      // A bar that nobody can see is no reason to fail.
    }
  }
}
