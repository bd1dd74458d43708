package dev.leat.redis;

import static dev.leat.core.Replies.join;
import static dev.leat.testing.RedisServer.key;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.core.AppendOptions;
import dev.leat.core.Appended;
import dev.leat.core.Draft;
import dev.leat.core.Entry;
import dev.leat.core.EntryId;
import dev.leat.core.Event;
import dev.leat.core.Failure;
import dev.leat.core.Log;
import dev.leat.core.StreamState;
import dev.leat.core.Trim;
import dev.leat.testing.Poll;
import dev.leat.testing.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What a log must do, on whichever server.
interface LogContract {
  Duration PATIENCE = Duration.ofSeconds(60);

  Log log();

  RedisServer server();

  private Appended append(String stream, Draft... drafts) {
    return join(log().append(stream, List.of(drafts), AppendOptions.NONE));
  }

  private List<Entry> all(String stream) {
    return join(log().range(stream, EntryId.ZERO, EntryId.MAX, 10_000));
  }

  private static Draft event(String... fields) {
    return Draft.of(Event.of(fields));
  }

  private static Draft at(String id, String... fields) {
    return new Draft(id, Event.of(fields));
  }

  private static AppendOptions trimming(Trim... trims) {
    return new AppendOptions(List.of(trims), null, false, true);
  }

  @Test
  default void moreQuestionsThanOneConnectionHoldsAreAllAnswered() {
    String stream = key("many");
    var _ = append(stream, event("a", "1"));

    List<CompletableFuture<Optional<StreamState>>> states =
        IntStream.range(0, 3000).mapToObj(_ -> log().state(stream)).toList();

    assertThat(states).allMatch(state -> join(state).isPresent());
  }

  @Test
  default void oneEventComesBackByteForByte() {
    String stream = key("bytes");
    byte[] odd = {0, (byte) 0xff, '\r', '\n', (byte) 0xc3};
    Event event = Event.of("name".getBytes(UTF_8), odd, odd, new byte[0]);

    Appended appended = join(log().append(stream, List.of(Draft.of(event)), AppendOptions.NONE));

    assertThat(appended.refused()).isNull();
    assertThat(all(stream)).containsExactly(new Entry(stream, appended.ids().getFirst(), event));
  }

  @Test
  default void aBatchKeepsOrderRepeatedFieldsAndReturnsIdsInOrder() {
    String stream = key("batch");
    List<Draft> drafts =
        IntStream.range(0, 1000)
            .mapToObj(i -> event("n", String.valueOf(i), "twice", "a", "twice", "b"))
            .toList();

    Appended appended = join(log().append(stream, drafts, AppendOptions.NONE));

    assertThat(appended.refused()).isNull();
    assertThat(appended.ids()).hasSize(1000).isSorted().doesNotHaveDuplicates();
    List<Entry> entries = all(stream);
    assertThat(entries).extracting(Entry::id).isEqualTo(appended.ids());
    assertThat(entries)
        .extracting(Entry::event)
        .isEqualTo(drafts.stream().map(Draft::event).toList());
  }

  @Test
  default void aBatchEndsAtTheFirstThatIsRefused() {
    String stream = key("stops");

    Appended appended =
        append(
            stream,
            at("5-1", "a", "1"),
            at("5-2", "a", "2"),
            at("5-2", "a", "3"),
            at("9-0", "a", "4"));

    assertThat(appended.ids()).containsExactly(new EntryId(5, 1), new EntryId(5, 2));
    assertThat(appended.refused())
        .isInstanceOf(Failure.Refused.class)
        .hasMessage(
            "ERR The ID specified in XADD is equal or smaller than the target stream top item");
    assertThat(all(stream)).hasSize(2);
  }

  @Test
  default void oneRefusedEventIsReportedLikeABatch() {
    String stream = key("refused");
    var _ = append(stream, at("5-1", "a", "1"));

    Appended appended = append(stream, at("5-1", "a", "2"));

    assertThat(appended.ids()).isEmpty();
    assertThat(appended.refused()).isInstanceOf(Failure.Refused.class);
  }

  @Test
  default void theServersWordsAreVerbatimOnAWrongType() {
    String stream = key("string");
    server().execute("SET", stream, "x");
    String words = "WRONGTYPE Operation against a key holding the wrong kind of value";

    assertThat(append(stream, event("a", "1")).refused()).hasMessage(words);
    assertThat(append(stream, event("a", "1"), event("a", "2")).refused()).hasMessage(words);
    assertThatThrownBy(() -> all(stream)).isInstanceOf(Failure.Refused.class).hasMessage(words);
    assertThatThrownBy(() -> join(log().state(stream)))
        .isInstanceOf(Failure.Refused.class)
        .hasMessage(words);
    assertThatThrownBy(() -> log().destroy(stream)).isInstanceOf(Failure.Refused.class);
    assertThat(server().execute("GET", stream)).isEqualTo("x");
  }

  @Test
  default void anEventWithManyFieldsIsTakenAloneAndInABatch() {
    String stream = key("wide");
    String[] fields = IntStream.range(0, 7000).mapToObj(String::valueOf).toArray(String[]::new);

    assertThat(append(stream, event(fields), event(fields)).refused()).isNull();

    assertThat(all(stream))
        .extracting(Entry::event)
        .containsExactly(Event.of(fields), Event.of(fields));
  }

  @Test
  default void anEventBeyondWhatAScriptTakesIsRefusedWithoutAHole() {
    String stream = key("too-wide");
    String[] fields = IntStream.range(0, 20_000).mapToObj(String::valueOf).toArray(String[]::new);

    assertThat(append(stream, event(fields)).refused()).isNull();
    Appended appended = append(stream, event("a", "1"), event(fields), event("a", "2"));

    assertThat(appended.ids()).hasSize(1);
    assertThat(appended.refused()).isInstanceOf(Failure.BadInput.class);
    assertThat(all(stream)).hasSize(2);
  }

  @Test
  default void maxLenIsAppliedWithTheAdd() {
    String stream = key("max-len");
    Draft[] drafts =
        IntStream.range(0, 250).mapToObj(i -> event("n", "" + i)).toArray(Draft[]::new);

    var _ = join(log().append(stream, List.of(drafts), trimming(new Trim.MaxLen(10, true))));
    assertThat(all(stream)).hasSize(10);

    String roughly = key("max-len-roughly");
    var _ = join(log().append(roughly, List.of(drafts), trimming(new Trim.MaxLen(10, false))));
    assertThat(all(roughly)).hasSizeBetween(10, 249);
  }

  @Test
  default void maxAgeDropsWhatIsOlderByTheServersClock() {
    String stream = key("max-age");
    var _ = append(stream, at("1-0", "a", "1"));

    var _ =
        join(
            log()
                .append(
                    stream,
                    List.of(event("a", "2")),
                    trimming(
                        new Trim.MaxAge(Duration.ofHours(1), true), new Trim.MaxLen(5, true))));

    assertThat(all(stream)).extracting(Entry::event).containsExactly(Event.of("a", "2"));
  }

  @Test
  default void aSlidingTtlStartsAnewAndAFixedOneDoesNot() {
    for (boolean fixed : new boolean[] {false, true}) {
      String stream = key("ttl");
      var minute = new AppendOptions(List.of(), Duration.ofMinutes(1), fixed, true);
      var hour = new AppendOptions(List.of(), Duration.ofHours(1), fixed, true);

      var _ = join(log().append(stream, List.of(event("a", "1")), minute));
      var _ = join(log().append(stream, List.of(event("a", "1")), hour));

      Duration left = join(log().size(stream)).ttl();
      assertThat(left)
          .isBetween(
              fixed ? Duration.ofSeconds(1) : Duration.ofMinutes(59),
              fixed ? Duration.ofMinutes(1) : Duration.ofHours(1));
    }
  }

  @Test
  default void aMissingStreamIsNotMadeWhereThatIsAsked() {
    String stream = key("no-create");
    var options = new AppendOptions(List.of(), null, false, false);

    assertThatThrownBy(() -> join(log().append(stream, List.of(event("a", "1")), options)))
        .isInstanceOf(Failure.NotFound.class)
        .hasMessageContaining(stream);
    assertThat(server().execute("EXISTS", stream)).isEqualTo(0L);
    var _ = append(stream, event("a", "1"));
    assertThat(join(log().append(stream, List.of(event("a", "1")), options)).ids()).hasSize(1);
  }

  @Test
  default void aScriptTheServerForgotIsSentAgain() {
    String stream = key("flushed");
    var _ = append(stream, event("a", "1"), event("a", "2"));
    server().execute("SCRIPT", "FLUSH");

    assertThat(append(stream, event("a", "3"), event("a", "4")).ids()).hasSize(2);
    assertThat(all(stream)).hasSize(4);
  }

  @Test
  default void rangesAreInclusiveBothWays() {
    String stream = key("range");
    for (int i = 1; i <= 9; i++) {
      var _ = append(stream, at("1-" + i, "n", "" + i));
    }

    assertThat(join(log().range(stream, new EntryId(1, 3), new EntryId(1, 5), 10)))
        .extracting(entry -> entry.id().sequence())
        .containsExactly(3L, 4L, 5L);
    assertThat(join(log().rangeBackwards(stream, new EntryId(1, 3), EntryId.MAX, 2)))
        .extracting(entry -> entry.id().sequence())
        .containsExactly(9L, 8L);
    assertThat(join(log().range(key("none"), EntryId.ZERO, EntryId.MAX, 10))).isEmpty();
  }

  @Test
  default void theWholeRangeOfIdsIsUnsigned() {
    String stream = key("unsigned");

    Appended appended = append(stream, at("18446744073709551614-18446744073709551615", "a", "1"));

    assertThat(appended.ids()).containsExactly(new EntryId(-2, -1));
    assertThat(all(stream)).extracting(Entry::id).containsExactly(new EntryId(-2, -1));
  }

  @Test
  default void awaitAnswersAtOnceWithWhatIsThereAndInOrderWithinAStream() {
    String a = key("await");
    String b = key("await");
    var _ = append(a, at("1-1", "x", "1"), at("1-2", "x", "2"), at("1-3", "x", "3"));
    Map<String, EntryId> after = new LinkedHashMap<>();
    after.put(a, new EntryId(1, 1));
    after.put(b, EntryId.ZERO);

    assertThat(join(log().await(after, 10, Duration.ofSeconds(5))))
        .containsExactly(
            new Entry(a, new EntryId(1, 2), Event.of("x", "2")),
            new Entry(a, new EntryId(1, 3), Event.of("x", "3")));
  }

  @Test
  default void awaitWaitsForAStreamThatDoesNotExistYet() {
    String stream = key("await");
    var reply = log().await(Map.of(stream, EntryId.ZERO), 10, Duration.ofSeconds(5));

    // The waiting connection is not the one that adds.
    var _ = append(stream, event("a", "1"));

    assertThat(join(reply)).extracting(Entry::event).containsExactly(Event.of("a", "1"));
  }

  @Test
  default void awaitIsEmptyWhenTheTimeIsOver() {
    assertThat(join(log().await(Map.of(key("none"), EntryId.ZERO), 10, Duration.ofMillis(20))))
        .isEmpty();
  }

  @Test
  default void aCancelledAwaitLeavesNoBlockedClient() {
    CompletableFuture<List<Entry>> reply =
        log().await(Map.of(key("none"), EntryId.ZERO), 10, Duration.ofSeconds(5));
    Poll.until(PATIENCE, "the client is blocked", () -> blockedClients() > 0);

    reply.cancel(false);

    Poll.until(PATIENCE, "no client is blocked", () -> blockedClients() == 0);
    assertThat(join(log().await(Map.of(key("none"), EntryId.ZERO), 1, Duration.ofMillis(5))))
        .isEmpty();
  }

  private long blockedClients() {
    String info = String.valueOf(server().execute("INFO", "clients"));
    return Long.parseLong(info.replaceAll("(?s).*blocked_clients:(\\d+).*", "$1"));
  }

  @Test
  default void theStateOfAStream() {
    String stream = key("state");
    assertThat(join(log().state(stream))).isEmpty();
    var _ = append(stream, at("1-1", "x", "1"), at("1-2", "x", "2"), at("1-3", "x", "3"));
    server().execute("XGROUP", "CREATE", stream, "g", "0");
    server().execute("XDEL", stream, "1-1", "1-3");

    StreamState state = join(log().state(stream)).orElseThrow();

    assertThat(state.length()).isEqualTo(1);
    assertThat(state.first()).isEqualTo(new EntryId(1, 2));
    assertThat(state.last()).isEqualTo(new EntryId(1, 3));
    assertThat(state.sinks()).isEqualTo(1);
    state.added().ifPresent(added -> assertThat(added).isEqualTo(3));
    server().execute("XDEL", stream, "1-2");
    assertThat(join(log().state(stream)).orElseThrow().first()).isNull();
  }

  @Test
  default void whatAStreamTakes() {
    String stream = key("size");
    assertThat(join(log().size(stream)).bytes()).isEmpty();
    var _ = append(stream, event("a", "x".repeat(1000)));

    assertThat(join(log().size(stream)).bytes().orElseThrow()).isGreaterThan(1000);
    assertThat(join(log().size(stream)).ttl()).isNull();
  }

  @Test
  default void streamsAreFoundByGlobInOrderAndNothingElseIs() {
    String prefix = key("glob");
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 1200; i++) {
      names.add(prefix + ".é." + i);
      server().execute("XADD", names.getLast(), "*", "a", "1");
    }
    server().execute("SET", prefix + ".string", "x");

    assertThat(log().streams(prefix + ".*")).isEqualTo(names.stream().sorted().toList());
    assertThat(log().streams(prefix + ".é.11?")).hasSize(10);
  }

  @Test
  default void deletingCountsWhatExisted() {
    String stream = key("delete");
    Draft[] drafts =
        IntStream.range(0, 900).mapToObj(i -> event("n", "" + i)).toArray(Draft[]::new);
    List<EntryId> ids = new ArrayList<>(append(stream, drafts).ids());
    ids.addAll(append(stream, drafts).ids());
    ids.add(new EntryId(1, 1));

    assertThat(log().delete(stream, ids)).isEqualTo(1800);
    assertThat(log().delete(stream, ids)).isZero();
    assertThat(log().delete(key("none"), ids)).isZero();
  }

  @Test
  default void trimmingCountsWhatWasDropped() {
    String stream = key("trim");
    for (int i = 1; i <= 9; i++) {
      var _ = append(stream, at("1-" + i, "n", "" + i));
    }
    var _ = append(stream, event("n", "now"));

    assertThat(log().trim(stream, new Trim.MaxLen(8, true))).isEqualTo(2);
    assertThat(log().trim(stream, new Trim.Before(new EntryId(1, 5), true))).isEqualTo(2);
    assertThat(log().trim(stream, new Trim.MaxAge(Duration.ofDays(36_000), true))).isZero();
    assertThat(log().trim(stream, new Trim.MaxAge(Duration.ofHours(1), true))).isEqualTo(5);
    assertThat(all(stream)).extracting(Entry::event).containsExactly(Event.of("n", "now"));
  }

  @Test
  default void destroyingSaysWhetherThereWasAStream() {
    String stream = key("destroy");
    assertThat(log().destroy(stream)).isFalse();
    var _ = append(stream, event("a", "1"));

    assertThat(log().destroy(stream)).isTrue();
    assertThat(server().execute("EXISTS", stream)).isEqualTo(0L);
  }
}
