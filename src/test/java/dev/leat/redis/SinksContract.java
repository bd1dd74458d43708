package dev.leat.redis;

import static dev.leat.core.Replies.join;
import static dev.leat.testing.RedisServer.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.core.ConsumerState;
import dev.leat.core.Delivery;
import dev.leat.core.Entry;
import dev.leat.core.EntryId;
import dev.leat.core.Event;
import dev.leat.core.Failure;
import dev.leat.core.PendingEntry;
import dev.leat.core.SinkState;
import dev.leat.core.Sinks;
import dev.leat.testing.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// What sinks must do, on whichever server.
interface SinksContract {
  Sinks sinks();

  RedisServer server();

  /// A stream with entries 1-1 to 1-`entries` and the sink "s" at its start.
  private String stream(int entries) {
    String stream = key("sink");
    for (int i = 1; i <= entries; i++) {
      server().execute("XADD", stream, "1-" + i, "n", "" + i);
    }
    assertThat(sinks().create("s", stream, EntryId.ZERO, true)).isTrue();
    return stream;
  }

  private List<Delivery> read(String stream, String consumer, int count) {
    return join(sinks().readNew("s", consumer, List.of(stream), count, Duration.ZERO));
  }

  private List<PendingEntry> pending(String stream) {
    return sinks().pending("s", stream, EntryId.ZERO, Duration.ZERO, 100);
  }

  private static EntryId id(int sequence) {
    return new EntryId(1, sequence);
  }

  @Test
  default void creatingSaysWhetherItWasNeeded() {
    String stream = key("create");
    assertThatThrownBy(() -> sinks().create("s", stream, EntryId.ZERO, false))
        .isInstanceOf(Failure.NotFound.class)
        .hasMessageContaining(stream);
    assertThat(sinks().create("s", stream, EntryId.ZERO, true)).isTrue();
    assertThat(sinks().create("s", stream, id(5), true)).isFalse();
    assertThat(sinks().sinks(stream)).extracting(SinkState::position).containsExactly(EntryId.ZERO);
  }

  @Test
  default void aSinkStartsAfterAnId() {
    String stream = stream(3);
    assertThat(sinks().create("later", stream, id(2), false)).isTrue();

    assertThat(join(sinks().readNew("later", "c", List.of(stream), 10, Duration.ZERO)))
        .containsExactly(new Delivery("later", new Entry(stream, id(3), Event.of("n", "3")), 1));
  }

  @Test
  default void consumersShareWhatIsNew() {
    String stream = stream(5);

    assertThat(read(stream, "a", 2)).extracting(d -> d.entry().id()).containsExactly(id(1), id(2));
    assertThat(read(stream, "b", 9))
        .extracting(d -> d.entry().id())
        .containsExactly(id(3), id(4), id(5));
    assertThat(read(stream, "a", 9)).isEmpty();
    assertThat(pending(stream))
        .extracting(PendingEntry::consumer)
        .containsExactly("a", "a", "b", "b", "b");
  }

  @Test
  default void aMissingSinkIsNamedWithItsStream() {
    String stream = key("missing");
    server().execute("XADD", stream, "*", "a", "1");
    for (Runnable call :
        List.<Runnable>of(
            () -> read(stream, "c", 1),
            () -> join(sinks().readNew("s", "c", List.of(stream), 1, Duration.ofSeconds(1))),
            () -> pending(stream),
            () -> sinks().removeConsumer("s", stream, "c"),
            () -> sinks().transfer("s", stream, "a", "b"),
            () -> sinks().release("s", stream, "c", List.of(id(1))))) {
      assertThatThrownBy(call::run)
          .isInstanceOf(Failure.NotFound.class)
          .hasMessage("sink \"s\" does not exist on stream \"" + stream + "\"")
          .extracting(e -> ((Failure) e).hint())
          .isEqualTo("leat sink create s " + stream + " --from start");
    }
  }

  @Test
  default void aBlockingReadGetsWhatIsAddedMeanwhile() {
    String stream = stream(0);
    var reply = sinks().readNew("s", "c", List.of(stream), 9, Duration.ofSeconds(5));

    server().execute("XADD", stream, "1-1", "n", "1");

    assertThat(join(reply)).extracting(d -> d.entry().id()).containsExactly(id(1));
  }

  @Test
  default void aBlockingReadIsEmptyWhenTheTimeIsOver() {
    String stream = stream(0);
    assertThat(join(sinks().readNew("s", "c", List.of(stream), 9, Duration.ofMillis(20))))
        .isEmpty();
  }

  @Test
  default void unblockingEndsTheWaitAtOnceAndLosesNothing() {
    String stream = stream(0);
    for (int i = 1; i <= 20; i++) {
      long start = System.nanoTime();
      var reply = sinks().readNew("s", "c", List.of(stream), 9, Duration.ofSeconds(5));
      sinks().unblock();
      assertThat(join(reply)).isEmpty();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    }
    server().execute("XADD", stream, "1-1", "n", "1");
    assertThat(read(stream, "c", 9)).hasSize(1);
    sinks().unblock();
  }

  @Test
  default void pendingTellsOwnerIdleTimeAndDeliveries() {
    String stream = stream(3);
    read(stream, "a", 3);
    server().execute("XCLAIM", stream, "s", "b", "0", "1-2", "IDLE", "60000", "RETRYCOUNT", "7");

    List<PendingEntry> all = pending(stream);
    assertThat(all).extracting(PendingEntry::id).containsExactly(id(1), id(2), id(3));
    assertThat(all).extracting(PendingEntry::deliveries).containsExactly(1L, 7L, 1L);
    assertThat(all.get(1).idle()).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
    assertThat(sinks().pending("s", stream, EntryId.ZERO, Duration.ofSeconds(30), 100))
        .extracting(PendingEntry::id)
        .containsExactly(id(2));
    assertThat(sinks().pending("s", stream, id(2), Duration.ZERO, 1))
        .extracting(PendingEntry::id)
        .containsExactly(id(2));
  }

  @Test
  default void claimingCountsADeliveryAndChecksIdleTimeAgain() {
    String stream = stream(2);
    read(stream, "a", 2);

    Sinks.Claimed none = sinks().claim("s", stream, "b", pending(stream), Duration.ofHours(1));
    assertThat(none).isEqualTo(new Sinks.Claimed(List.of(), List.of()));

    Sinks.Claimed claimed = sinks().claim("s", stream, "b", pending(stream), Duration.ZERO);
    assertThat(claimed.lost()).isEmpty();
    assertThat(claimed.deliveries()).extracting(Delivery::count).containsExactly(2L, 2L);
    assertThat(pending(stream)).extracting(PendingEntry::deliveries).containsExactly(2L, 2L);
    assertThat(pending(stream)).extracting(PendingEntry::consumer).containsExactly("b", "b");
  }

  @Test
  default void claimingReportsPendingEntriesThatTheStreamLost() {
    String stream = stream(3);
    read(stream, "a", 3);
    server().execute("XDEL", stream, "1-1", "1-3");

    Sinks.Claimed claimed = sinks().claim("s", stream, "b", pending(stream), Duration.ZERO);

    assertThat(claimed.deliveries()).extracting(d -> d.entry().id()).containsExactly(id(2));
    assertThat(claimed.lost()).containsExactly(id(1), id(3));
    join(sinks().acknowledge("s", stream, claimed.lost()));
    assertThat(pending(stream)).extracting(PendingEntry::id).containsExactly(id(2));
  }

  @Test
  default void whatSomebodyElseAcknowledgedAndDeletedMeanwhileIsNotLost() {
    String stream = stream(3);
    read(stream, "a", 3);
    List<PendingEntry> seen = pending(stream);
    server().execute("XACK", stream, "s", "1-1", "1-2");
    server().execute("XDEL", stream, "1-1", "1-3");

    Sinks.Claimed claimed = sinks().claim("s", stream, "b", seen, Duration.ZERO);

    assertThat(claimed.lost()).containsExactly(id(3));
    assertThat(claimed.deliveries()).isEmpty();
  }

  @Test
  default void releasedEntriesAreTakenAtOnceAndTheDeliveryIsNotCounted() {
    String stream = stream(3);
    read(stream, "a", 3);

    sinks().release("s", stream, "a", List.of(id(1), id(2), id(9)));

    Duration grace = Duration.ofDays(30);
    List<PendingEntry> free = sinks().pending("s", stream, EntryId.ZERO, grace, 100);
    assertThat(free).extracting(PendingEntry::id).containsExactly(id(1), id(2));
    assertThat(sinks().claim("s", stream, "b", free, grace).deliveries())
        .extracting(Delivery::count)
        .containsExactly(1L, 1L);
  }

  @Test
  default void whatSomebodyElseTookMeanwhileIsNotReleased() {
    String stream = stream(1);
    read(stream, "a", 1);
    server().execute("XCLAIM", stream, "s", "b", "0", "1-1");

    sinks().release("s", stream, "a", List.of(id(1)));

    assertThat(pending(stream)).extracting(PendingEntry::consumer).containsExactly("b");
    assertThat(sinks().pending("s", stream, EntryId.ZERO, Duration.ofDays(1), 9)).isEmpty();
  }

  @Test
  default void acknowledgingCountsWhatWasPending() {
    String stream = stream(3);
    read(stream, "a", 2);

    assertThat(join(sinks().acknowledge("s", stream, List.of(id(1), id(2), id(3))))).isEqualTo(2);
    assertThat(join(sinks().acknowledge("s", stream, List.of(id(1))))).isZero();
    assertThat(pending(stream)).isEmpty();
  }

  @Test
  default void theSinksOfAStream() {
    String stream = stream(4);
    sinks().create("a", stream, id(4), false);
    read(stream, "c2", 1);
    read(stream, "c1", 2);
    join(sinks().acknowledge("s", stream, List.of(id(1))));

    List<SinkState> sinks = sinks().sinks(stream);

    assertThat(sinks).extracting(SinkState::sink).containsExactly("a", "s");
    SinkState s = sinks.getLast();
    assertThat(s.stream()).isEqualTo(stream);
    assertThat(s.position()).isEqualTo(id(3));
    assertThat(s.pending()).isEqualTo(2);
    assertThat(s.consumers()).extracting(ConsumerState::consumer).containsExactly("c1", "c2");
    assertThat(s.consumers()).extracting(ConsumerState::pending).containsExactly(2L, 0L);
    s.lag().ifPresent(lag -> assertThat(lag).isEqualTo(1));
    server().execute("XDEL", stream, "1-4");
    server().execute("XADD", stream, "1-9", "n", "9");
    server().execute("XDEL", stream, "1-2");
    assertThat(sinks().sinks(stream).getFirst().lag()).isEqualTo(OptionalLong.empty());
    assertThatThrownBy(() -> sinks().sinks(key("none"))).isInstanceOf(Failure.NotFound.class);
  }

  @Test
  default void removingASinkKeepsTheStream() {
    String stream = stream(2);

    assertThat(sinks().remove("s", stream)).isTrue();
    assertThat(sinks().remove("s", stream)).isFalse();
    assertThat(server().execute("XLEN", stream)).isEqualTo(2L);
    assertThatThrownBy(() -> sinks().remove("s", key("none"))).isInstanceOf(Failure.NotFound.class);
  }

  @Test
  default void aConsumerWithPendingEntriesStays() {
    String stream = stream(2);
    read(stream, "a", 2);

    assertThat(sinks().removeConsumer("s", stream, "a")).isEqualTo(2);
    assertThat(sinks().sinks(stream).getFirst().consumers()).hasSize(1);
    join(sinks().acknowledge("s", stream, List.of(id(1), id(2))));
    assertThat(sinks().removeConsumer("s", stream, "a")).isZero();
    assertThat(sinks().sinks(stream).getFirst().consumers()).isEmpty();
    assertThat(sinks().removeConsumer("s", stream, "nobody")).isZero();
  }

  @Test
  default void transferKeepsCountsAndIdleTimes() {
    String stream = stream(2500);
    read(stream, "a", 2500);
    server().execute("XCLAIM", stream, "s", "a", "0", "1-2", "IDLE", "60000", "RETRYCOUNT", "7");

    assertThat(sinks().transfer("s", stream, "a", "b")).isEqualTo(2500);

    List<PendingEntry> moved = sinks().pending("s", stream, id(2), Duration.ZERO, 1);
    assertThat(moved.getFirst().consumer()).isEqualTo("b");
    assertThat(moved.getFirst().deliveries()).isEqualTo(7);
    assertThat(moved.getFirst().idle()).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
    assertThat(sinks().removeConsumer("s", stream, "a")).isZero();
    assertThat(sinks().transfer("s", stream, "b", "b")).isZero();
  }
}
