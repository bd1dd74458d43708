package dev.leat.core;

import static dev.leat.core.Following.between;
import static dev.leat.core.Following.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.testing.RedisExtension;
import dev.leat.testing.RedisServer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Reading what is there, through the real adapter.
@ExtendWith(RedisExtension.class)
class LogReaderIT {
  private RedisServer redis;

  @BeforeEach
  void take(RedisServer server) {
    redis = server;
  }

  private void add(String stream, String id, String... fields) {
    List<String> command = new ArrayList<>(List.of("XADD", stream, id));
    command.addAll(List.of(fields.length == 0 ? new String[] {"n", id} : fields));
    redis.execute(command.toArray(String[]::new));
  }

  private String numbered(String name, int entries) {
    String stream = RedisServer.key(name);
    String script = "for i=1,tonumber(ARGV[1]) do redis.call('XADD',KEYS[1],i..'-0','n',i) end";
    redis.execute("EVAL", script, "1", stream, String.valueOf(entries));
    return stream;
  }

  private static List<String> ids(List<Entry> entries) {
    return entries.stream().map(entry -> entry.id().toString()).toList();
  }

  private List<String> read(Selection selection, String... streams) {
    return ids(Following.all(redis.url(), reading(selection, streams)));
  }

  private static Position at(String id) {
    return Position.of(EntryId.parse(id));
  }

  @Test
  void readsAWholeLogInPages() {
    String stream = numbered("whole", 5000);
    List<Entry> entries = Following.all(redis.url(), reading(Selection.ALL, stream));
    assertThat(entries).hasSize(5000).isSortedAccordingTo(Comparator.comparing(Entry::id));
    assertThat(entries.get(4999))
        .isEqualTo(new Entry(stream, EntryId.parse("5000-0"), Event.of("n", "5000")));
  }

  @Test
  void boundsAreInclusiveExceptAfter() {
    String stream = numbered("bounds", 10);
    assertThat(read(between(at("3-0"), false, at("5-0")), stream))
        .containsExactly("3-0", "4-0", "5-0");
    assertThat(read(between(at("3-0"), true, at("5-0")), stream)).containsExactly("4-0", "5-0");
    assertThat(read(between(at("3-1"), false, at("4-99")), stream)).containsExactly("4-0");
    assertThat(read(between(Position.START, false, Position.START), stream)).isEmpty();
    assertThat(read(between(Position.END, false, Position.END), stream)).isEmpty();
    assertThat(read(between(at("6-0"), false, at("5-0")), stream)).isEmpty();
  }

  @Test
  void aLimitCountsWhatTheFilterLetsThrough() {
    String stream = numbered("limit", 3000);
    Selection ten =
        new Selection(
            Position.START, false, Position.END, OptionalLong.empty(), OptionalLong.of(2), false);
    Reading reading =
        new Reading(List.of(stream), ten, Filters.where("n~000$"), false, true, Optional.empty());
    assertThat(ids(Following.all(redis.url(), reading))).containsExactly("1000-0", "2000-0");
  }

  @Test
  void mergesStreamsByIdAndKeepsTheirOrderWhereIdsAreEqual() {
    String a = RedisServer.key("merge");
    String b = RedisServer.key("merge");
    for (int i = 1; i <= 300; i++) {
      add(i % 3 == 0 ? a : b, i + "-0");
    }
    add(b, "400-0");
    add(a, "400-0");
    List<Entry> entries = Following.all(redis.url(), reading(Selection.ALL, b, a));
    assertThat(entries).hasSize(302).isSortedAccordingTo(Comparator.comparing(Entry::id));
    assertThat(entries.get(300).stream()).isEqualTo(b);
    assertThat(entries.get(301).stream()).isEqualTo(a);
  }

  @Test
  void theLastNAreThoseOfAModel() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 20; round++) {
      List<String> streams =
          List.of(RedisServer.key("last"), RedisServer.key("last"), RedisServer.key("last"));
      List<Entry> model = new ArrayList<>();
      for (int i = 1; i <= 40; i++) {
        for (String stream : streams) {
          if (random.nextInt(3) == 0) {
            String kind = random.nextBoolean() ? "x" : "y";
            add(stream, i + "-0", "kind", kind);
            model.add(new Entry(stream, EntryId.parse(i + "-0"), Event.of("kind", kind)));
          }
        }
      }
      streams.forEach(stream -> add(stream, "99-0", "kind", "z"));
      boolean filtered = random.nextBoolean();
      Filter filter = filtered ? Filters.where("kind=x") : Filters.where("kind!=z");
      int last = 1 + random.nextInt(60);
      List<Entry> wanted = model.stream().filter(entry -> filter.accepts(entry.event())).toList();
      wanted = wanted.subList(Math.max(0, wanted.size() - last), wanted.size());
      Reading reading =
          new Reading(streams, Selection.ALL.withLast(last), filter, false, true, Optional.empty());
      assertThat(Following.all(redis.url(), reading))
          .as("seed %d, round %d, last %d", seed, round, last)
          .isEqualTo(wanted);
    }
  }

  @Test
  void theLastNMayBeMoreThanAPageAndMoreThanThereIs() {
    String stream = numbered("lastmany", 5000);
    assertThat(read(Selection.ALL.withLast(3500), stream)).hasSize(3500).startsWith("1501-0");
    assertThat(read(Selection.ALL.withLast(1), stream)).containsExactly("5000-0");
    assertThat(read(Selection.ALL.withLast(0), stream)).isEmpty();
    assertThat(read(Selection.ALL.withLast(6000), stream)).hasSize(5000);
    assertThat(read(between(at("10-0"), false, at("20-0")).withLast(3), stream))
        .containsExactly("18-0", "19-0", "20-0");
  }

  @Test
  void entriesLargerThanAPageComeOneByOne() {
    String stream = RedisServer.key("large");
    String value = "x".repeat(300_000);
    for (int i = 1; i <= 80; i++) {
      add(stream, i + "-0", "v", value);
    }
    assertThat(read(Selection.ALL, stream)).hasSize(80);
  }

  @Test
  void aStreamThatDoesNotExistIsNotFound() {
    String missing = RedisServer.key("missing");
    assertThatThrownBy(() -> read(Selection.ALL, missing))
        .hasCauseInstanceOf(Failure.NotFound.class)
        .hasMessageContaining("stream \"" + missing + "\" does not exist");
    assertThat(redis.execute("EXISTS", missing)).isEqualTo(0L);
  }

  @Test
  void startingAtATrimmedIdIsAGap() {
    String stream = numbered("trimmed", 10);
    redis.execute("XTRIM", stream, "MAXLEN", "=", "3");
    assertThatThrownBy(() -> read(between(at("5-0"), false, Position.END), stream))
        .hasCauseInstanceOf(Failure.Gap.class)
        .hasMessageContaining("entries after 5-0 were trimmed")
        .hasMessageContaining("the first left is 8-0");
    assertThatThrownBy(() -> read(between(at("5-0"), true, Position.END), stream))
        .hasCauseInstanceOf(Failure.Gap.class);
    assertThatThrownBy(() -> read(between(at("11-0"), true, Position.END), stream))
        .hasCauseInstanceOf(Failure.Gap.class)
        .hasMessageContaining("gone backwards");

    Reading allowing =
        new Reading(
            List.of(stream),
            between(at("5-0"), false, Position.END),
            Filter.ALL,
            true,
            true,
            Optional.empty());
    try (Following reader = Following.start(redis.url(), allowing)) {
      reader.end();
      assertThat(reader.ids()).containsExactly("8-0", "9-0", "10-0");
      assertThat(reader.notices()).hasSize(1);
    }
  }

  @Test
  void startingAtTheFirstLeftOrADeletedIdOrATimeIsNone() {
    String stream = numbered("nogap", 10);
    redis.execute("XTRIM", stream, "MAXLEN", "=", "5");
    redis.execute("XDEL", stream, "8-0");
    assertThat(read(between(at("6-0"), false, Position.END), stream))
        .containsExactly("6-0", "7-0", "9-0", "10-0");
    assertThat(read(between(at("8-0"), false, Position.END), stream))
        .containsExactly("9-0", "10-0");
    Position time = new Position.Point(EntryId.firstOf(2), EntryId.lastOf(2));
    assertThat(read(between(time, false, Position.END), stream)).hasSize(4);
  }
}
