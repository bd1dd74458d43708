package dev.leat.core;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;

/// A point in a stream.
public sealed interface Position {
  /// Before the first entry there is.
  record Start() implements Position {}

  /// After the last entry the stream has given so far.
  record End() implements Position {}

  /// An entry's ID, or all of a millisecond: a bare number or a time stands for every entry of its
  /// millisecond, so that "from" includes the first of them and "to" the last.
  ///
  /// @param first where an inclusive lower bound starts
  /// @param last where an inclusive upper bound ends, and after which an exclusive lower one starts
  record Point(EntryId first, EntryId last) implements Position {}

  Position START = new Start();
  Position END = new End();

  /// Exactly the entry with this ID, there or not.
  static Position of(EntryId id) {
    return new Point(id, id);
  }

  /// The whole millisecond of a time.
  static Position of(Instant time) {
    long millis = Math.max(0, time.toEpochMilli());
    return new Point(EntryId.firstOf(millis), EntryId.lastOf(millis));
  }

  /// Parses `start`, `end`, an ID (`1795229713985-0`), its milliseconds alone, or a time as in
  /// [#parseTime].
  ///
  /// @throws Failure.Usage when the text is none of these
  static Position parse(String text, Instant now, ZoneId zone) {
    switch (text) {
      case "start" -> {
        return START;
      }
      case "end" -> {
        return END;
      }
      default -> {}
    }
    try {
      if (text.matches("\\d+")) {
        long millis = Long.parseUnsignedLong(text);
        return new Point(EntryId.firstOf(millis), EntryId.lastOf(millis));
      }
      // 2026-11 is rather a date without its day than an ID.
      boolean month = text.matches("(19|20)\\d{2}-(0[1-9]|1[0-2])");
      if (text.matches("\\d+-\\d+") && !month) {
        return of(EntryId.parse(text));
      }
      return of(parseTime(text, now, zone));
    } catch (IllegalArgumentException | Failure.Usage unreadable) {
      throw new Failure.Usage(
          "'" + text + "' is not a position",
          "start, end, an ID (1795229713985-0), a time ago (15m), or a date"
              + " (2026-11-21T02:55:13Z)");
    }
  }

  /// Parses a time: a duration ago (`15m`, `2h30m`, `7d`), RFC 3339 (`2026-11-21T02:55:13.985Z`),
  /// or a date, whose day starts in `zone`.
  ///
  /// @throws Failure.Usage when the text is none of these
  static Instant parseTime(String text, Instant now, ZoneId zone) {
    try {
      if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
        return LocalDate.parse(text).atStartOfDay(zone).toInstant();
      }
      if (text.matches("\\d{4}-.*")) {
        return OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
      }
      return now.minus(Durations.parse(text));
    } catch (DateTimeParseException | Failure.Usage unreadable) {
      throw new Failure.Usage(
          "'" + text + "' is not a time", "15m, 2h30m, 7d (ago), 2026-11-21, 2026-11-21T02:55:13Z");
    } catch (DateTimeException | ArithmeticException tooFar) {
      throw new Failure.Usage("'" + text + "' is further back than time goes");
    }
  }
}
