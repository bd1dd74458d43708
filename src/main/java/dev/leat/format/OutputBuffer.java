package dev.leat.format;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.leat.core.EntryId;
import dev.leat.core.Failure;
import java.io.IOException;
import java.io.OutputStream;

/// Collects bytes for a stream and turns what goes wrong there into failures. Writers either append
/// bytes, or [#reserve] room and write into [#bytes] themselves.
final class OutputBuffer {
  static final int SIZE = 64 * 1024;

  /// The largest number has so many.
  private static final int DIGITS = 20;

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
    if (number < 0) {
      append(Long.toUnsignedString(number).getBytes(US_ASCII));
      return;
    }
    // Digits come last first: they are set at the end of the room and moved to its start.
    int start = reserve(2 * DIGITS);
    int first = start + 2 * DIGITS;
    long rest = number;
    do {
      long tens = rest / 10;
      bytes[--first] = (byte) ('0' + (rest - 10 * tens));
      rest = tens;
    } while (rest > 0);
    int length = start + 2 * DIGITS - first;
    System.arraycopy(bytes, first, bytes, start, length);
    count = start + length;
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
      throw Outputs.failure(e);
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
      throw Outputs.failure(e);
    }
  }
}
