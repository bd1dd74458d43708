package dev.leat.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
  @Test
  void doublesFromMinToMaxLessARandomHalf() {
    Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
    long[] ceilings = {100, 200, 400, 800, 1600, 3200, 5000, 5000};
    for (int round = 0; round < 100; round++) {
      for (long ceiling : ceilings) {
        assertThat(backoff.next().toMillis()).isBetween(ceiling / 2, ceiling);
      }
      backoff.reset();
    }
  }

  @Test
  void neverOverflows() {
    Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
    for (int i = 0; i < 10_000; i++) {
      assertThat(backoff.next().toMillis()).isBetween(50L, 5000L);
    }
  }
}
