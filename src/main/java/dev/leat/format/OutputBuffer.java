package dev.leat.format;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.leat.core.EntryId;
import dev.leat.core.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/// Collects bytes for a stream and turns what goes wrong there into failures. Writers either append
/// bytes, or [#reserve] room and write into [#bytes] themselves.
final class OutputBuffer {
  static final int SIZE = 64 * 1024;

  private final OutputStream out;
  private final byte[] bytes = new byte[SIZE];
  private int count;

  OutputBuffer(OutputStream out) {
    this.out = out;
  }

  void append(byte b) {
    if (count == SIZE) {
      drain();
    }
    bytes[count++] = b;
  }

  void append(byte[] source) {
    append(source, 0, source.length);
  }

  /// @param to exclusive
  void append(byte[] source, int from, int to) {
    int length = to - from;
    if (length > SIZE - count) {
      drain();
      if (length > SIZE) {
        write(source, from, length);
        return;
      }
    }
    System.arraycopy(source, from, bytes, count, length);
    count += length;
  }

  /// An ID as Redis writes it.
  void appendId(EntryId id) {
    appendNumber(id.millis());
    append((byte) '-');
    appendNumber(id.sequence());
  }

  /// An unsigned number in decimal.
  void appendNumber(long number) {
    int at = reserve(20);
    if (number < 0) {
      for (byte digit : Long.toUnsignedString(number).getBytes(US_ASCII)) {
        bytes[at++] = digit;
      }
      count = at;
      return;
    }
    int digits = 1;
    for (long rest = number; rest >= 10; rest /= 10) {
      digits++;
    }
    long rest = number;
    for (int i = at + digits - 1; i >= at; i--) {
      long tens = rest / 10;
      bytes[i] = (byte) ('0' + (rest - 10 * tens));
      rest = tens;
    }
    count = at + digits;
  }

  /// Makes room for `length` bytes, at most [#SIZE], and says where in [#bytes] it starts.
  int reserve(int length) {
    if (length > SIZE - count) {
      drain();
    }
    return count;
  }

  byte[] bytes() {
    return bytes;
  }

  /// Ends what was written into [#bytes] after [#reserve].
  ///
  /// @param end where the next byte goes
  void commit(int end) {
    count = end;
  }

  /// Hands everything on.
  ///
  /// @throws Failure.OutputClosed when the reader has left
  /// @throws Failure.OutputFailed when the bytes could not be written for another reason
  void flush() {
    drain();
    try {
      out.flush();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private void drain() {
    int length = count;
    // Emptied first: after a failure nothing is written twice.
    count = 0;
    if (length > 0) {
      write(bytes, 0, length);
    }
  }

  private void write(byte[] source, int from, int length) {
    try {
      out.write(source, from, length);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /// Java gives the reason in words alone: "Broken pipe" (EPIPE), on Windows "The pipe is being
  /// closed" or "has been ended", and between its own threads "Pipe closed".
  private static Failure failure(IOException e) {
    String reason = String.valueOf(e.getMessage());
    String words = reason.toLowerCase(Locale.ROOT);
    return words.contains("pipe") || words.contains("connection reset")
        ? new Failure.OutputClosed(e)
        : new Failure.OutputFailed("the output cannot be written: " + Escapes.line(reason), e);
  }
}
