package dev.leat.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestedIdTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1795229713985-0",
        "0-1",
        "1-0",
        "1795229713985-*",
        "0-*",
        "1795229713985",
        "18446744073709551615-18446744073709551615"
      })
  void takesWhatXaddTakes(String id) {
    assertThat(RequestedId.isValid(id)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "0",
        "0-0",
        "-1",
        "1-",
        "-",
        "*-1",
        "1-1-1",
        "1.5",
        " 1",
        "1-0\n",
        "١-0",
        "18446744073709551616",
        "1-18446744073709551616",
        "99999999999999999999999999999999"
      })
  void refusesTheRest(String id) {
    assertThat(RequestedId.isValid(id)).isFalse();
  }
}
