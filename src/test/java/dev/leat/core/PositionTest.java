package dev.leat.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00.500Z");
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

  private static Position parse(String text) {
    return Position.parse(text, NOW, ZONE);
  }

  private static Position millisecond(String time) {
    long millis = Instant.parse(time).toEpochMilli();
    return new Position.Point(EntryId.firstOf(millis), EntryId.lastOf(millis));
  }

  @Test
  void namesTheEnds() {
    assertThat(parse("start")).isEqualTo(Position.START);
    assertThat(parse("end")).isEqualTo(Position.END);
  }

  @Test
  void anIdIsExactlyThatEntry() {
    EntryId id = new EntryId(1795229713985L, 3);
    assertThat(parse("1795229713985-3")).isEqualTo(new Position.Point(id, id));
  }

  @Test
  void millisecondsAloneAreAllOfTheirEntries() {
    assertThat(parse("1795229713985"))
        .isEqualTo(
            new Position.Point(EntryId.firstOf(1795229713985L), EntryId.lastOf(1795229713985L)));
    assertThat(parse("0")).isEqualTo(new Position.Point(EntryId.ZERO, EntryId.lastOf(0)));
    assertThat(parse("18446744073709551615"))
        .isEqualTo(new Position.Point(EntryId.firstOf(-1), EntryId.MAX));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T02:55:13.985Z, 2026-11-21T02:55:13.985Z",
    "2026-11-21t02:55:13z, 2026-11-21T02:55:13Z",
    "2026-11-21 02:55:13Z, 2026-11-21T02:55:13Z",
    "2026-11-21T02:55:13+01:00, 2026-11-21T01:55:13Z",
    "2026-11-21T02:55Z, 2026-11-21T02:55:00Z",
    "2026-11-21, 2026-11-20T23:00:00Z",
    "2026-07-01, 2026-06-30T22:00:00Z",
    "15m, 2026-11-21T11:45:00.500Z",
    "2h30m, 2026-11-21T09:30:00.500Z",
    "7d, 2026-11-14T12:00:00.500Z",
    "0, 1970-01-01T00:00:00Z",
    "1960-01-01, 1970-01-01T00:00:00Z",
    "100d, 2026-08-13T12:00:00.500Z"
  })
  void aTimeIsAllOfItsMillisecond(String text, String time) {
    assertThat(parse(text)).isEqualTo(millisecond(time));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1000-10", "1000-1", "2026-13", "2026-99", "2026-1", "1-10", "10000-10"})
  void smallIdsAreIds(String text) {
    assertThat(parse(text)).isEqualTo(Position.of(EntryId.parse(text)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "Start",
        "2026-11",
        "1999-01",
        "2026-11-31",
        "2026-13-01",
        "2026-11-21T25:00:00Z",
        "2026-11-21T02:55:13",
        "18446744073709551616",
        "1-18446744073709551616",
        "1-2-3",
        "-15m",
        "15x",
        "$",
        "yesterday"
      })
  void refusesAnythingElse(String text) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(Failure.Usage.class)
        .hasMessage("'" + text + "' is not a position");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1795229713985-0", "start", "15", "2026-11", "-1m", "1m ago"})
  void timesAreNoIds(String text) {
    assertThatThrownBy(() -> Position.parseTime(text, NOW, ZONE))
        .isInstanceOf(Failure.Usage.class)
        .hasMessage("'" + text + "' is not a time");
  }
}
