package dev.leat.core;

import static dev.leat.core.Following.reading;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.testing.RedisExtension;
import dev.leat.testing.RedisServer;
import dev.leat.testing.StreamContent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Reading what comes, through the real adapter: nothing twice, nothing skipped in silence, and no
/// false alarm.
@ExtendWith(RedisExtension.class)
class FollowIT {
  private static final Selection FROM_END =
      new Selection(
          Position.END, false, Position.END, OptionalLong.empty(), OptionalLong.empty(), true);

  @TempDir Path dir;
  private RedisServer redis;
  private String stream;

  @BeforeEach
  void take(RedisServer server) {
    redis = server;
    stream = RedisServer.key("follow");
  }

  private String add(String key, String... options) {
    List<String> command = new ArrayList<>(List.of("XADD", key));
    command.addAll(List.of(options));
    if (options.length == 0 || !options[options.length - 1].endsWith("-0")) {
      command.add("*");
    }
    command.addAll(List.of("n", "1"));
    return String.valueOf(redis.execute(command.toArray(String[]::new)));
  }

  /// Adds several entries in one step, so that a reader sees what the last of them left.
  private void addAtOnce(String key, int count, int keep) {
    String script =
        "for i=1,tonumber(ARGV[1]) do"
            + " redis.call('XADD',KEYS[1],'MAXLEN','=',ARGV[2],'*','n',i) end";
    redis.execute("EVAL", script, "1", key, String.valueOf(count), String.valueOf(keep));
  }

  private Following follow(Selection selection, String... streams) {
    return Following.start(redis.url(), reading(selection, streams));
  }

  private Following resume(Path file, boolean allowGap, String... streams) {
    return Following.start(
        redis.url(),
        new Reading(
            List.of(streams),
            FROM_END,
            Filter.ALL,
            allowGap,
            false,
            Optional.of(CursorFile.open(file))));
  }

  private static void assertGap(Following follower, String words) {
    assertThat(follower.failure()).isInstanceOf(Failure.Gap.class).hasMessageContaining(words);
  }

  /// Waits until the reader is blocked on the server, so that what comes next is live.
  private void awaitBlocked(Following follower) {
    follower.await(
        () -> String.valueOf(redis.execute("CLIENT", "LIST")).contains("cmd=xread"),
        "blocked read");
  }

  /// Adds to a stream without a pause of more than a few milliseconds, until something is so.
  private void keepBusy(String key, BooleanSupplier until) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!until.getAsBoolean()) {
      assertThat(System.nanoTime()).as("it took too long").isLessThan(deadline);
      add(key, "MAXLEN", "=", "1000");
    }
  }

  private static List<String> read(Following follower, String key) {
    return follower.entries().stream()
        .filter(entry -> entry.stream().equals(key))
        .map(entry -> entry.id().toString())
        .toList();
  }

  // ---- no false alarm

  @Test
  void aStreamThatKeepsOneEntryCanBeFollowed() {
    add(stream, "MAXLEN", "=", "1");
    List<Selection> starts =
        List.of(
            FROM_END,
            Selection.ALL.withLast(1).following(),
            Selection.ALL.following(),
            Following.between(new Position.Point(EntryId.ZERO, EntryId.ZERO), false, Position.END)
                .following());
    for (Selection start : starts) {
      try (Following follower = follow(start, stream)) {
        int there = start.equals(FROM_END) ? 0 : 1;
        follower.awaitEntries(there);
        awaitBlocked(follower);
        List<String> added = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
          added.add(add(stream, "MAXLEN", "=", "1"));
          follower.awaitEntries(there + i);
        }
        follower.stop();
        assertThat(follower.ids().subList(there, there + 100)).isEqualTo(added);
      }
    }
  }

  @Test
  void trimmingBehindTheReaderIsNoGap() {
    try (Following follower = follow(FROM_END, stream)) {
      awaitBlocked(follower);
      for (int i = 1; i <= 40; i++) {
        addAtOnce(stream, 50, 50);
        follower.awaitEntries(50 * i);
      }
      follower.stop();
      assertThat(follower.entries()).hasSize(2000).doesNotHaveDuplicates();
    }
  }

  @Test
  void deletingWhatWasReadIsNoGap() {
    try (Following follower = follow(FROM_END, stream)) {
      awaitBlocked(follower);
      for (int i = 1; i <= 20; i++) {
        String id = add(stream);
        follower.awaitEntries(i);
        redis.execute("XDEL", stream, id);
      }
      follower.stop();
      assertThat(follower.entries()).hasSize(20);
    }
  }

  @Test
  void aStreamThatIsNotThereYetIsWaitedForAcrossRuns() {
    Path file = dir.resolve("cursor");
    try (Following first = resume(file, false, stream)) {
      awaitBlocked(first);
      first.stop();
    }
    try (Following second = resume(file, false, stream)) {
      awaitBlocked(second);
      String id = add(stream);
      second.awaitEntries(1);
      second.stop();
      assertThat(second.ids()).containsExactly(id);
    }
  }

  @Test
  void aTimeThatNothingCameAfterIsNoGapForTheNextRun() {
    add(stream);
    Path file = dir.resolve("cursor");
    Position later = Position.of(Instant.now().plusSeconds(3600));
    Selection since = Following.between(later, false, Position.END).following();
    Reading reading =
        new Reading(
            List.of(stream), since, Filter.ALL, false, false, Optional.of(CursorFile.open(file)));
    try (Following follower = Following.start(redis.url(), reading)) {
      awaitBlocked(follower);
      follower.stop();
    }
    try (Following follower = resume(file, false, stream)) {
      awaitBlocked(follower);
      follower.stop();
      assertThat(follower.entries()).isEmpty();
    }
  }

  // ---- real gaps

  @Test
  void entriesTrimmedBeforeALiveReaderGotThemAreAGapWhereTheServerCounts() {
    try (Following follower = follow(FROM_END, stream)) {
      awaitBlocked(follower);
      addAtOnce(stream, 3, 1);
      assertGapIfCounted(follower, "were trimmed before they were read", 1);
    }
    try (Following follower = follow(FROM_END, stream)) {
      awaitBlocked(follower);
      add(stream, "MAXLEN", "=", "1");
      follower.awaitEntries(1);
      addAtOnce(stream, 5, 2);
      assertGapIfCounted(follower, "were trimmed before they were read", 3);
    }
  }

  /// Before 7.0 nobody can tell, and every event of a stream that keeps one would be a false alarm.
  private void assertGapIfCounted(Following follower, String words, int entriesOtherwise) {
    if (StreamContent.counted(redis)) {
      assertGap(follower, words);
    } else {
      follower.awaitEntries(entriesOtherwise);
      follower.stop();
    }
  }

  @Test
  void anAllowedGapIsToldOnceAndNothingComesTwice() {
    Reading allowing =
        new Reading(List.of(stream), FROM_END, Filter.ALL, true, false, Optional.empty());
    try (Following follower = Following.start(redis.url(), allowing)) {
      awaitBlocked(follower);
      addAtOnce(stream, 3, 1);
      follower.awaitEntries(1);
      int told = StreamContent.counted(redis) ? 1 : 0;
      follower.await(() -> follower.notices().size() == told, "notice");
      for (int i = 2; i <= 50; i++) {
        add(stream, "MAXLEN", "=", "1");
        follower.awaitEntries(i);
      }
      addAtOnce(stream, 4, 1);
      follower.awaitEntries(51);
      follower.await(() -> follower.notices().size() == 2 * told, "notice");
      follower.stop();
      assertThat(follower.entries()).hasSize(51).doesNotHaveDuplicates();
    }
  }

  @Test
  void trimmingOvertakesASlowReader() {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    addAtOnce(stream, 2000, 2000);
    try (Following follower =
        Following.start(redis.url(), reading(Selection.ALL.following(), stream), gate)) {
      follower.awaitFirst();
      addAtOnce(stream, 1500, 1000);
      gate.complete(null);
      assertGap(follower, "were trimmed before they were read");
      assertThat(follower.entries()).isNotEmpty();
    }
  }

  @Test
  void aStreamRecreatedWithLowerIdsIsAGapEvenWhileOthersAreBusy() {
    String busy = RedisServer.key("busy");
    add(stream);
    try (Following follower = follow(FROM_END, stream, busy)) {
      awaitBlocked(follower);
      redis.execute("DEL", stream);
      add(stream, "5-0");
      keepBusy(busy, follower::ended);
      assertGap(follower, "gone backwards: its last ID is 5-0");
    }
  }

  @Test
  void aStreamRecreatedWhileItsReaderWaitsIsAGap() {
    add(stream);
    add(stream);
    try (Following follower = follow(Selection.ALL.following(), stream)) {
      follower.awaitEntries(2);
      awaitBlocked(follower);
      redis.execute(
          "EVAL", "redis.call('DEL',KEYS[1]) redis.call('XADD',KEYS[1],'*','n',1)", "1", stream);
      assertGapIfCounted(follower, "deleted and recreated since ", 3);
      assertThat(follower.entries()).hasSize(3);
    }
  }

  @Test
  void anAllowedRecreationGivesNothingTwice() {
    Path file = dir.resolve("cursor");
    add(stream);
    add(stream);
    Reading all = reading(Selection.ALL.following(), stream);
    Reading allowing =
        new Reading(
            all.streams(),
            all.selection(),
            all.filter(),
            true,
            false,
            Optional.of(CursorFile.open(file)));
    try (Following follower = Following.start(redis.url(), allowing)) {
      follower.awaitEntries(2);
      awaitBlocked(follower);
      redis.execute(
          "EVAL", "redis.call('DEL',KEYS[1]) redis.call('XADD',KEYS[1],'*','n',1)", "1", stream);
      follower.await(() -> !follower.notices().isEmpty(), "notice");
      add(stream);
      follower.awaitEntries(4);
      follower.stop();
      assertThat(follower.ids()).hasSize(4).doesNotHaveDuplicates();
      assertThat(follower.notices()).hasSize(1);
    }
  }

  // ---- globs and bounds

  @Test
  void aGlobTakesStreamsInFromTheirFirstEntryAndLetsThemGoWhileOthersAreBusy() {
    String prefix = RedisServer.key("glob");
    String busy = prefix + ".busy";
    add(busy);
    try (Following follower = follow(FROM_END, prefix + ".*")) {
      awaitBlocked(follower);
      String late = prefix + ".late";
      String first = add(late);
      String second = add(late);
      keepBusy(busy, () -> read(follower, late).size() >= 2);
      assertThat(read(follower, late)).containsExactly(first, second);

      redis.execute("DEL", late);
      long until = System.nanoTime() + Duration.ofSeconds(4).toNanos();
      keepBusy(busy, () -> System.nanoTime() > until);
      add(late, "1-0");
      keepBusy(busy, () -> read(follower, late).size() >= 3);
      assertThat(read(follower, late)).containsExactly(first, second, "1-0");
      follower.stop();
    }
  }

  @Test
  void followingEndsBehindItsUpperBound() {
    Selection upTo =
        Following.between(Position.START, false, Position.of(EntryId.parse("5-0"))).following();
    add(stream, "3-0");
    try (Following follower = follow(upTo, stream)) {
      follower.awaitEntries(1);
      awaitBlocked(follower);
      add(stream, "4-0");
      follower.awaitEntries(2);
      add(stream, "6-0");
      follower.end();
      assertThat(follower.ids()).containsExactly("3-0", "4-0");
    }
  }

  // ---- cursors

  @Test
  void goesOnWhereTheLastRunStopped() {
    Path file = dir.resolve("cursor");
    List<String> added = new ArrayList<>();
    List<String> read = new ArrayList<>();
    Selection last = FROM_END.withLast(0);
    for (int run = 0; run < 5; run++) {
      Reading reading =
          new Reading(
              List.of(stream), last, Filter.ALL, false, false, Optional.of(CursorFile.open(file)));
      try (Following follower = Following.start(redis.url(), reading)) {
        awaitBlocked(follower);
        for (int i = 0; i < 10; i++) {
          added.add(add(stream));
        }
        follower.awaitEntries(added.size() - read.size());
        follower.stop();
        read.addAll(follower.ids());
      }
      added.add(add(stream)); // while nobody reads
    }
    added.removeLast();
    assertThat(read).isEqualTo(added);
  }

  @Test
  void aStreamThatAppearedBetweenTwoRunsIsReadFromItsFirstEntry() {
    Path file = dir.resolve("cursor");
    String prefix = RedisServer.key("between");
    add(prefix + ".old");
    try (Following first = resume(file, false, prefix + ".*")) {
      awaitBlocked(first);
      add(prefix + ".old");
      first.awaitEntries(1);
      first.stop();
    }
    String missed = add(prefix + ".new");
    try (Following second = resume(file, false, prefix + ".*")) {
      second.awaitEntries(1);
      second.stop();
      assertThat(second.ids()).containsExactly(missed);
    }
  }
}
