package dev.leat.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryIdTest {
  private static final String HIGHEST = "18446744073709551615";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0-0",
        "0-1",
        "1795229713985-0",
        "9223372036854775807-9223372036854775808",
        HIGHEST + "-" + HIGHEST
      })
  void printsWhatItParsed(String text) {
    assertThat(EntryId.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "1",
        "1-",
        "-1",
        "1-2-3",
        "+1-2",
        "1-+2",
        "1--2",
        " 1-2",
        "1-2 ",
        "1-*",
        "a-b",
        "١-٢",
        "18446744073709551616-0",
        "0-18446744073709551616"
      })
  void refusesAnythingElse(String text) {
    assertThatThrownBy(() -> EntryId.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'");
  }

  @ParameterizedTest
  @CsvSource({
    "0-0, 0-1",
    "5-7, 5-8",
    "5-9223372036854775807, 5-9223372036854775808",
    "5-" + HIGHEST + ", 6-0",
    "9223372036854775807-" + HIGHEST + ", 9223372036854775808-0",
    HIGHEST + "-0, " + HIGHEST + "-1",
  })
  void hasANeighbourOnEitherSide(String before, String after) {
    assertThat(EntryId.parse(before).next()).hasToString(after);
    assertThat(EntryId.parse(after).previous()).hasToString(before);
    assertThat(EntryId.parse(before).isBefore(EntryId.parse(after))).isTrue();
    assertThat(EntryId.parse(after).isAfter(EntryId.parse(before))).isTrue();
  }

  @Test
  void endsAreTheirOwnNeighbours() {
    assertThat(EntryId.ZERO.previous()).isEqualTo(EntryId.ZERO);
    assertThat(EntryId.MAX.next()).isEqualTo(EntryId.MAX);
    assertThat(EntryId.MAX).hasToString(HIGHEST + "-" + HIGHEST);
  }

  @Test
  void spansAMillisecond() {
    assertThat(EntryId.firstOf(5)).hasToString("5-0");
    assertThat(EntryId.lastOf(5)).hasToString("5-" + HIGHEST);
  }

  @Test
  void ordersAsUnsignedNumbers() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      EntryId a = any(random);
      EntryId b = any(random);
      assertThat(Integer.signum(a.compareTo(b)))
          .as("%s and %s, seed %d", a, b, seed)
          .isEqualTo(number(a).compareTo(number(b)));
      assertThat(a.next().previous()).as("%s, seed %d", a, seed).isIn(a, EntryId.MAX.previous());
      assertThat(EntryId.parse(a.toString())).as("seed %d", seed).isEqualTo(a);
    }
  }

  private static EntryId any(Random random) {
    return new EntryId(edge(random), edge(random));
  }

  private static long edge(Random random) {
    long[] edges = {0, 1, Long.MAX_VALUE, Long.MIN_VALUE, -1};
    return random.nextBoolean() ? edges[random.nextInt(edges.length)] : random.nextLong();
  }

  private static BigInteger number(EntryId id) {
    return new BigInteger(Long.toUnsignedString(id.millis()))
        .shiftLeft(64)
        .add(new BigInteger(Long.toUnsignedString(id.sequence())));
  }

  @Test
  void tellsItsTime() {
    assertThat(EntryId.parse("1795229713985-3").instant())
        .isEqualTo(Instant.parse("2026-11-21T02:55:13.985Z"));
    assertThat(EntryId.parse(HIGHEST + "-0").instant()).isEqualTo(Instant.MAX);
  }
}
