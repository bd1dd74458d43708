package dev.leat.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LaunchTest {
  @Test
  void quotesTheLastWarning() {
    assertThat(
            Launch.lastWords(
                """
                11:M 21 Nov 2026 04:17:41.120 # WARNING Memory overcommit must be enabled!
                11:M 21 Nov 2026 04:17:41.121 # Can't handle RDB format version 12
                11:M 21 Nov 2026 04:17:41.122 # WARNING the backlog cannot be enforced
                11:M 21 Nov 2026 04:17:41.123 * Something else
                """))
        .isEqualTo("Can't handle RDB format version 12");
  }

  @Test
  void quotesTheLastLineWhereThereIsNoWarning() {
    assertThat(Launch.lastWords("first\nBad directive or wrong number of arguments\n\n"))
        .isEqualTo("Bad directive or wrong number of arguments");
    assertThat(Launch.lastWords("")).isEqualTo("it says nothing");
  }
}
