package dev.leat.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {
  private static final long MILLI = 1_000_000;

  @Test
  void spreadsWorkEvenly() {
    Pace pace = new Pace(100, 0);
    long now = 0;
    for (int i = 0; i < 50; i++) {
      now += pace.delay(now, 1);
      assertThat(now).isEqualTo(i * 10L * MILLI);
    }
  }

  @Test
  void makesUpForWakingLate() {
    Pace pace = new Pace(100, 0);
    assertThat(pace.delay(0, 5)).isZero();
    assertThat(pace.delay(53 * MILLI, 5)).isZero();
    assertThat(pace.delay(60 * MILLI, 5)).isEqualTo(40 * MILLI);
  }

  @Test
  void doesNotMakeUpForAPauseOfItsInput() {
    Pace pace = new Pace(100, 0);
    long now = 3_600_000 * MILLI;
    int done = 0;
    while (pace.delay(now, 1) == 0) {
      done++;
    }
    assertThat(done).isLessThanOrEqualTo(100 / 10 + 1);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "19, 1", "100, 5", "1000000, 50000", "9223372036854775807, 2147483647"})
  void burstsAreATwentiethOfASecond(long rate, int burst) {
    assertThat(new Pace(rate, 0).burst()).isEqualTo(burst);
  }
}
