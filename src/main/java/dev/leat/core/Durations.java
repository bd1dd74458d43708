package dev.leat.core;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The one notation for durations, in and out: `2h30m`, `500ms`.
public final class Durations {
  private static final Pattern NOTATION =
      Pattern.compile(
          "(?:(\\d+(?:\\.\\d+)?)d)?(?:(\\d+(?:\\.\\d+)?)h)?(?:(\\d+(?:\\.\\d+)?)m)?"
              + "(?:(\\d+(?:\\.\\d+)?)s)?(?:(\\d+)ms)?");
  private static final long[] UNIT_MILLIS = {86_400_000, 3_600_000, 60_000, 1_000, 1};

  private Durations() {}

  /// Parses numbers with units from `d`, `h`, `m`, `s`, `ms`, largest first; a bare `0` needs no
  /// unit. The result is cut to whole milliseconds.
  ///
  /// @throws Failure.Usage when the text is anything else, or beyond a hundred years
  public static Duration parse(String text) {
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    Matcher parts = NOTATION.matcher(text);
    if (text.isEmpty() || text.length() > 64 || !parts.matches()) {
      throw new Failure.Usage("'" + text + "' is not a duration", "500ms, 30s, 15m, 2h30m, 7d");
    }
    BigDecimal millis = BigDecimal.ZERO;
    for (int i = 0; i < UNIT_MILLIS.length; i++) {
      if (parts.group(i + 1) != null) {
        millis =
            millis.add(
                new BigDecimal(parts.group(i + 1)).multiply(BigDecimal.valueOf(UNIT_MILLIS[i])));
      }
    }
    if (millis.compareTo(BigDecimal.valueOf(100L * 366 * UNIT_MILLIS[0])) > 0) {
      throw new Failure.Usage("'" + text + "' is longer than a hundred years");
    }
    return Duration.ofMillis(millis.longValue());
  }

  /// Writes a duration so that a person sees its size at once: the two largest units that are not
  /// zero, `0s` for none.
  public static String print(Duration duration) {
    long[] amounts = {
      duration.toDays(),
      duration.toHoursPart(),
      duration.toMinutesPart(),
      duration.toSecondsPart(),
      duration.toMillisPart()
    };
    String[] units = {"d", "h", "m", "s", "ms"};
    StringBuilder text = new StringBuilder();
    int printed = 0;
    for (int i = 0; i < amounts.length && printed < 2; i++) {
      if (amounts[i] != 0) {
        text.append(amounts[i]).append(units[i]);
        printed++;
      } else if (printed > 0) {
        break;
      }
    }
    return text.isEmpty() ? "0s" : text.toString();
  }
}
