package dev.leat.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The table was checked against the server's KEYS; see also the integration test of stream names.
class GlobTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "orders, orders, true",
        "orders, orders2, false",
        "orders, order, false",
        "orders.*, orders.eu, true",
        "orders.*, orders., true",
        "orders.*, ordersXeu, false",
        "*, \"\", true",
        "*, anything, true",
        "**a**, bab, true",
        "a*b*c, axxbyyc, true",
        "a*b*c, axxbyy, false",
        "?, a, true",
        "?, \"\", false",
        "a?c, abc, true",
        "a?c, ac, false",
        "[abc], b, true",
        "[abc], d, false",
        "[a-c]x, bx, true",
        "[c-a]x, bx, true",
        "[^a-c]x, bx, false",
        "[^a-c]x, dx, true",
        "[a^], ^, true",
        "[a-], -, false",
        "[\\]], ], true",
        "[\\-a], -, true",
        "[.], x, false",
        "[&&a], &, true",
        "[], a, false",
        "[^], a, true",
        "[ab, a, true",
        "[ab, x, false",
        "a\\*, a*, true",
        "a\\*, ab, false",
        "a\\, a\\, true",
        "\\\\, \\, true",
        "a.c, abc, false",
        "(a|b), a, false",
        "$^{}+, $^{}+, true",
        "caf?, café, true",
      })
  void matchesAsRedisDoes(String glob, String name, boolean matches) {
    assertThat(Glob.matching(glob).test(name)).isEqualTo(matches);
  }

  @Test
  void aLineBreakIsACharacter() {
    assertThat(Glob.matching("a*b?c").test("a\n\nb\nc")).isTrue();
  }

  @Test
  void aHostilePatternDoesNotTakeForEver() {
    String name = "a".repeat(2000);
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> assertThat(Glob.matching("a*".repeat(20) + "b").test(name)).isFalse());
  }

  @ParameterizedTest
  @CsvSource({
    "orders, false",
    "orders.*, true",
    "a?, true",
    "a[b], true",
    "a\\b, true",
    "a]b, false"
  })
  void knowsAPattern(String name, boolean pattern) {
    assertThat(Glob.isPattern(name)).isEqualTo(pattern);
  }
}
