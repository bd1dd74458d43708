package dev.leat.core;

import java.time.Instant;

/// The ID of an entry: milliseconds since the epoch and a sequence number within the millisecond,
/// both unsigned 64-bit, ordered by the first and then the second. It prints as Redis writes it,
/// `1795229713985-0`.
///
/// @param millis unsigned milliseconds since 1970-01-01T00:00Z, by the server's clock
/// @param sequence unsigned number within the millisecond
public record EntryId(long millis, long sequence) implements Comparable<EntryId> {
  /// Before every entry: a stream never holds `0-0`.
  public static final EntryId ZERO = new EntryId(0, 0);

  /// The largest ID there can be.
  public static final EntryId MAX = new EntryId(-1L, -1L);

  /// Parses `MILLIS-SEQUENCE`.
  ///
  /// @throws IllegalArgumentException when the text is anything else
  public static EntryId parse(String text) {
    int dash = text.indexOf('-');
    if (dash < 0) {
      throw new IllegalArgumentException("'" + text + "' is not an entry ID (MILLIS-SEQUENCE)");
    }
    return new EntryId(part(text, text.substring(0, dash)), part(text, text.substring(dash + 1)));
  }

  private static long part(String text, String digits) {
    try {
      if (!digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return Long.parseUnsignedLong(digits);
      }
    } catch (NumberFormatException tooLarge) {
      // falls through to the one message
    }
    throw new IllegalArgumentException("'" + text + "' is not an entry ID (MILLIS-SEQUENCE)");
  }

  /// The first ID of a millisecond.
  public static EntryId firstOf(long millis) {
    return new EntryId(millis, 0);
  }

  /// The last ID of a millisecond.
  public static EntryId lastOf(long millis) {
    return new EntryId(millis, -1L);
  }

  /// The next ID in order; [#MAX] has none and returns itself.
  public EntryId next() {
    if (sequence != -1L) {
      return new EntryId(millis, sequence + 1);
    }
    return millis == -1L ? this : new EntryId(millis + 1, 0);
  }

  /// The ID before this in order; [#ZERO] has none and returns itself.
  public EntryId previous() {
    if (sequence != 0) {
      return new EntryId(millis, sequence - 1);
    }
    return millis == 0 ? this : new EntryId(millis - 1, -1L);
  }

  public boolean isAfter(EntryId other) {
    return compareTo(other) > 0;
  }

  public boolean isBefore(EntryId other) {
    return compareTo(other) < 0;
  }

  /// The time in the ID; empty of meaning when the writer chose IDs that are not times.
  /// Milliseconds beyond what [Instant] holds are cut to its maximum.
  public Instant instant() {
    return millis < 0 ? Instant.MAX : Instant.ofEpochMilli(millis);
  }

  @Override
  public int compareTo(EntryId other) {
    int byMillis = Long.compareUnsigned(millis, other.millis);
    return byMillis != 0 ? byMillis : Long.compareUnsigned(sequence, other.sequence);
  }

  @Override
  public String toString() {
    return Long.toUnsignedString(millis) + '-' + Long.toUnsignedString(sequence);
  }
}
