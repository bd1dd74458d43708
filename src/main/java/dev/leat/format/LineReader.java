package dev.leat.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Cuts an input into lines of bytes. The current line is a slice of the reader's own buffer, good
/// until the next call of [#next] or [#ready]. A line above the limit is announced as such without
// being held.
final class LineReader {
  private static final int FIRST_BUFFER = 128 * 1024;

  /// How often [#ready] reads at most, so that a line without end does not keep its caller.
  private static final int MOST_READS = 64;

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
  private static final long NEWLINES = '\n' * ONES;

  private final InputStream in;
  private final int maxLine;

  private byte[] buffer;

  /// What was read and is in no line yet: from here to [#end].
  private int rest;

  private int end;

  /// From [#rest] to here there is no newline.
  private int searched;

  private boolean inputEnded;

  /// Whether the rest of a line above the limit is still to be thrown away.
  private boolean discarding;

  private long number;
  private int from;
  private int to;
  private boolean tooLong;

  LineReader(InputStream in, int maxLine) {
    this.in = in;
    this.maxLine = maxLine;
    this.buffer = new byte[FIRST_BUFFER];
  }

  /// Moves to the next line, and says whether there is one. What follows the last newline is a line
  /// unless it is empty.
  boolean next() throws IOException {
    if (discarding && !discard()) {
      return false;
    }
    while (true) {
      int newline = findNewline();
      if (newline >= 0) {
        take(newline, newline + 1);
        return true;
      }
      if (end - rest > maxLine) {
        take(rest, end);
        tooLong = true;
        discarding = true;
        return true;
      }
      if (!fill()) {
        if (rest == end) {
          return false;
        }
        take(end, end);
        return true;
      }
    }
  }

  private void take(int to, int next) {
    number++;
    this.from = rest;
    this.to = to;
    tooLong = to - from > maxLine;
    rest = next;
    searched = next;
  }

  /// Throws away up to the next newline, and says whether there was one.
  private boolean discard() throws IOException {
    while (true) {
      int newline = findNewline();
      if (newline >= 0) {
        rest = newline + 1;
        searched = rest;
        discarding = false;
        return true;
      }
      rest = end;
      searched = end;
      if (!fill()) {
        return false;
      }
    }
  }

  /// Where the first newline of the rest stands, or -1. Cheap to repeat: it goes on where it
  /// stopped.
  private int findNewline() {
    int i = searched;
    int limit = end - 8;
    while (i <= limit) {
      long different = (long) Utf8.LONGS.get(buffer, i) ^ NEWLINES;
      long found = (different - ONES) & ~different & HIGH_BITS;
      if (found != 0) {
        searched = i + (Long.numberOfTrailingZeros(found) >>> 3);
        return searched;
      }
      i += 8;
    }
    for (; i < end; i++) {
      if (buffer[i] == '\n') {
        searched = i;
        return i;
      }
    }
    searched = end;
    return -1;
  }

  /// Reads more behind the rest, and says whether there was more. Waits for at least a byte.
  private boolean fill() throws IOException {
    if (inputEnded) {
      return false;
    }
    if (rest == end) {
      rest = 0;
      end = 0;
      searched = 0;
    } else if (end == buffer.length) {
      makeRoom();
    }
    int count = in.read(buffer, end, buffer.length - end);
    if (count < 0) {
      inputEnded = true;
      return false;
    }
    end += count;
    return true;
  }

  private void makeRoom() {
    if (rest > 0) {
      System.arraycopy(buffer, rest, buffer, 0, end - rest);
      end -= rest;
      searched -= rest;
      rest = 0;
    }
    if (end > buffer.length / 2) {
      // A line at the limit, its newline, and no more: what is longer is refused unread.
      long enough = Math.max(FIRST_BUFFER, maxLine + 1L);
      long larger = Math.min(2L * buffer.length, Math.min(enough, Integer.MAX_VALUE - 8));
      if (larger > buffer.length) {
        buffer = Arrays.copyOf(buffer, (int) larger);
      }
    }
  }

  /// Whether [#next] returns without waiting: a whole line is there, or one above the limit, or the
  /// input has ended. Takes in what the input has at hand, which ends the current line.
  boolean ready() throws IOException {
    for (int reads = 0; !isDecided(); reads++) {
      if (reads == MOST_READS || in.available() == 0) {
        return false;
      }
      var _ = fill();
    }
    return true;
  }

  private boolean isDecided() {
    boolean newline = findNewline() >= 0;
    if (discarding) {
      rest = newline ? searched + 1 : end;
      searched = rest;
      discarding = !newline;
      newline = newline && findNewline() >= 0;
    }
    return newline || inputEnded || (!discarding && end - rest > maxLine);
  }

  /// Leaves out the mark by which some programs say that a text is UTF-8, if the current line
  /// starts with it.
  void skipByteOrderMark() {
    if (to - from >= 3
        && buffer[from] == (byte) 0xef
        && buffer[from + 1] == (byte) 0xbb
        && buffer[from + 2] == (byte) 0xbf) {
      from += 3;
    }
  }

  /// The number of the current line, from 1.
  long number() {
    return number;
  }

  /// The buffer that holds the current line from [#from] to [#to], without its newline.
  byte[] bytes() {
    return buffer;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /// Whether the current line is longer than the limit; then its bytes are not all here.
  boolean tooLong() {
    return tooLong;
  }
}
