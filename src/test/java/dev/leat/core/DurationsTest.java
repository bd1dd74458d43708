package dev.leat.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0s, 0",
    "1ms, 1",
    "500ms, 500",
    "5m, 300000",
    "5m5ms, 300005",
    "30s, 30000",
    "2h30m, 9000000",
    "1d2h3m4s5ms, 93784005",
    "1.5h, 5400000",
    "0.0015s, 1",
    "90m, 5400000",
    "36600d, 3162240000000",
    "007s, 7000"
  })
  void parses(String text, long millis) {
    assertThat(Durations.parse(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "5",
        "00",
        "5 s",
        "s",
        ".5s",
        "5.s",
        "1.5ms",
        "-1s",
        "+1s",
        "1s1m",
        "1h1h",
        "1w",
        "1H",
        "1e3s",
        "1S",
        "٣s",
        "9999999999999999999999999999999999999999999999999999999999999999ss"
      })
  void refusesAnythingElse(String text) {
    assertThatThrownBy(() -> Durations.parse(text))
        .isInstanceOf(Failure.Usage.class)
        .hasMessage("'" + text + "' is not a duration");
  }

  @ParameterizedTest
  @ValueSource(strings = {"36601d", "99999999999999999999d", "999999999999999999999999999999999ms"})
  void refusesMoreThanAHundredYears(String text) {
    assertThatThrownBy(() -> Durations.parse(text))
        .isInstanceOf(Failure.Usage.class)
        .hasMessage("'" + text + "' is longer than a hundred years");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0s",
    "1, 1ms",
    "999, 999ms",
    "1000, 1s",
    "1500, 1s500ms",
    "60000, 1m",
    "60001, 1m",
    "90000, 1m30s",
    "3600000, 1h",
    "3605000, 1h",
    "9000000, 2h30m",
    "86400000, 1d",
    "90061001, 1d1h",
    "864000000, 10d"
  })
  void printsTheTwoLargestUnits(long millis, String text) {
    assertThat(Durations.print(Duration.ofMillis(millis))).isEqualTo(text);
  }
}
