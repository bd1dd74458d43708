package dev.leat.format;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.LocalDate;

/// Writes milliseconds since the epoch as RFC 3339 in UTC, `2026-11-21T02:55:13.985Z`. Keeps the
/// text of the second it wrote last, because entries come in order of time.
///
/// For one thread.
final class Timestamps {
  /// How many bytes a timestamp has.
  static final int LENGTH = 24;

  private static final long END_OF_YEAR_9999 = 253_402_300_800_000L;

  private final byte[] text = "1970-01-01T00:00:00.".getBytes(US_ASCII);
  private long second;
  private long day;

  /// Whether RFC 3339 has this time: not after the year 9999. IDs need not be times.
  static boolean isPrintable(long millis) {
    return millis >= 0 && millis < END_OF_YEAR_9999;
  }

  /// Writes [#LENGTH] bytes.
  ///
  /// @param millis as [#isPrintable] allows
  void write(long millis, byte[] target, int at) {
    long itsSecond = millis / 1000;
    if (itsSecond != second) {
      moveTo(itsSecond);
    }
    System.arraycopy(text, 0, target, at, text.length);
    int fraction = (int) (millis - 1000 * itsSecond);
    target[at + 20] = (byte) ('0' + fraction / 100);
    target[at + 21] = (byte) ('0' + fraction / 10 % 10);
    target[at + 22] = (byte) ('0' + fraction % 10);
    target[at + 23] = 'Z';
  }

  private void moveTo(long itsSecond) {
    long itsDay = itsSecond / 86_400;
    if (itsDay != day) {
      LocalDate date = LocalDate.ofEpochDay(itsDay);
      digits(date.getYear() / 100, 0);
      digits(date.getYear() % 100, 2);
      digits(date.getMonthValue(), 5);
      digits(date.getDayOfMonth(), 8);
      day = itsDay;
    }
    int ofDay = (int) (itsSecond - 86_400 * itsDay);
    digits(ofDay / 3600, 11);
    digits(ofDay / 60 % 60, 14);
    digits(ofDay % 60, 17);
    second = itsSecond;
  }

  private void digits(int number, int at) {
    text[at] = (byte) ('0' + number / 10);
    text[at + 1] = (byte) ('0' + number % 10);
  }
}
