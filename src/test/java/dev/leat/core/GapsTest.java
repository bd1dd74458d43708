package dev.leat.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Entries are numbered 1-0, 2-0, …; `-` stands for what is not known or not there.
class GapsTest {
  private static EntryId id(long number) {
    return new EntryId(number, 0);
  }

  private static OptionalLong count(String text) {
    return text.equals("-") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
  }

  private static StreamState state(long length, String first, long last, String added) {
    @Nullable EntryId firstId = first.equals("-") ? null : id(Long.parseLong(first));
    return new StreamState("s", length, firstId, id(last), count(added), 0);
  }

  private static List<EntryId> ids(String text) {
    return text.equals("-")
        ? List.of()
        : Arrays.stream(text.split(" ")).map(n -> id(Long.parseLong(n))).toList();
  }

  @ParameterizedTest
  @CsvSource({
    // anchor at, count there, read since; length, first, last, added; what, by how many
    "5, 5, -,     10, 1, 10, 10, none, -", // nothing was ever trimmed
    "5, 5, -,      6, 5, 10, 10, none, -", // trimmed up to what was read
    "5, 5, -,      5, 6, 10, 10, none, -", // trimmed just behind it
    "5, 5, -,      4, 7, 10, 10, trimmed, 1",
    "5, 5, -,      0, -, 10, 10, trimmed, 5",
    "5, 5, -,      0, -,  5,  5, none, -", // emptied, all read
    "5, 5, 6,      4, 7, 10, 10, none, -", // the one that is gone was read
    "5, 5, 6 7 8,  1, 9,  9,  9, none, -",
    "5, 5, 6 8,    1, 9,  9,  9, trimmed, 1",
    "5, 5, 10,     1, 10, 10, 10, trimmed, 4",
    "9, 9, 10,     1, 10, 10, 10, none, -", // MAXLEN 1, followed live
    "9, 9, 10,     1, 11, 11, 11, none, -", // and one more came since
    "9, 9, 10,     1, 12, 12, 12, trimmed, 1",
    "0, 0, 3,      1, 3, 3, 3, trimmed, 2", // followed before it existed
    "0, 0, -,      3, 1, 3, 3, none, -",
    // deletions in the middle are neither gaps before nor a surplus after
    "40, 50, -,   30, 71, 100, 100, trimmed, 20",
    "40, 50, -,   50, 41, 100, 100, none, -",
    // other streams under the same name
    "5, 5, -,      3, 1, 3, 3, backwards, -",
    "5, 5, -,      0, -, 0, 0, backwards, -",
    "5, 5, 6,      1, 5, 5, 5, backwards, -",
    "5, 5, -,      2, 4, 6, 2, recreated, -", // lower and higher IDs, fewer entries
    "5, 5, 6,      5, 2, 6, 5, recreated, -",
    "5, 5, -,      3, 6, 8, 3, recreated, -5", // higher IDs alone
    "5, 5, 6,      9, 6, 14, 9, recreated, -5", // and more entries than the old one
    // the count at the anchor is not known: IDs alone tell
    "5, -, -,     10, 1, 10, 10, none, -",
    "5, -, -,      6, 5, 10, 10, none, -",
    "5, -, -,      5, 6, 10, 5, none, -", // nothing was ever trimmed: the ID was never there
    "5, -, -,      5, 6, 10, 10, perhaps, -",
    "5, -, 6,      4, 7, 10, 10, perhaps, -",
    "5, -, -,      0, -, 10, 10, perhaps, -",
    "5, -, -,      0, -,  5,  5, none, -",
    "5, -, -,      3, 1, 3, 3, backwards, -",
    // servers before 7.0 do not count
    "5, -, -,      6, 5, 10, -, none, -",
    "5, -, -,      5, 6, 10, -, perhaps, -",
    "5, -, -,      0, -,  5, -, none, -",
    "5, 5, -,      5, 6, 10, -, perhaps, -",
    "5, 5, -,      3, 1, 3, -, backwards, -",
  })
  void between(
      long at,
      String addedAt,
      String since,
      long length,
      String first,
      long last,
      String added,
      String what,
      String lost) {
    var anchor = new StreamCursor.Anchor(id(at), true, count(addedAt));
    Optional<Gaps.Gap> gap = Gaps.between(anchor, ids(since), state(length, first, last, added));
    String words =
        switch (what) {
          case "none" -> "";
          case "backwards" -> "gone backwards";
          case "recreated" -> "deleted and recreated since " + id(at);
          default -> "entries after " + id(at) + " were trimmed before they were read";
        };
    if (what.equals("none")) {
      assertThat(gap).isEmpty();
      return;
    }
    assertThat(gap).isPresent();
    assertThat(gap.get().message())
        .startsWith("stream \"s\": " + words)
        .endsWith(first.equals("-") ? "; nothing is left" : "; the first left is " + first + "-0");
    assertThat(gap.get().certain()).isEqualTo(!what.equals("perhaps"));
    assertThat(gap.get().lost()).isEqualTo(count(lost));
    boolean restarts = gap.get().restart() != null;
    assertThat(restarts).isEqualTo(!gap.get().message().contains("trimmed") && lost.equals("-"));
  }

  @Test
  void aRecreatedStreamIsReadFromItsBeginning() {
    var anchor = new StreamCursor.Anchor(id(5), true, OptionalLong.of(5));
    var beginning = Gaps.recreated(anchor, state(2, "3", 4, "7")).restart();
    assertThat(beginning)
        .isEqualTo(new StreamCursor.Anchor(id(3).previous(), false, OptionalLong.of(5)));
    assertThat(Gaps.recreated(anchor, state(0, "-", 4, "7")).restart())
        .isEqualTo(new StreamCursor.Anchor(id(4), false, OptionalLong.of(7)));
  }

  @Test
  void saysWhatToDo() {
    Failure failure =
        Gaps.between(
                new StreamCursor.Anchor(id(5), true, OptionalLong.of(5)),
                List.of(),
                state(4, "7", 10, "10"))
            .orElseThrow()
            .asFailure();
    assertThat(failure)
        .isInstanceOf(Failure.Gap.class)
        .hasMessage(
            "stream \"s\": entries after 5-0 were trimmed before they were read;"
                + " the first left is 7-0");
    assertThat(failure.hint()).isEqualTo("--allow-gap warns and goes on");
  }
}
