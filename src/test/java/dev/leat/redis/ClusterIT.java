package dev.leat.redis;

import static dev.leat.core.Replies.join;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.core.AppendOptions;
import dev.leat.core.Draft;
import dev.leat.core.Entry;
import dev.leat.core.EntryId;
import dev.leat.core.Event;
import dev.leat.core.Failure;
import dev.leat.testing.Poll;
import dev.leat.testing.RedisServer;
import io.lettuce.core.cluster.SlotHash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A cluster of three nodes, reached through any of them.
class ClusterIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SLOTS = SlotHash.SLOT_COUNT;
  private static final List<RedisServer> NODES = new ArrayList<>();
  private static final List<String> STREAMS =
      IntStream.range(0, 30).mapToObj(i -> "orders." + i).toList();

  private Server connected;

  @BeforeAll
  static void start() {
    for (int i = 0; i < 3; i++) {
      NODES.add(RedisServer.start("cluster-enabled yes", "cluster-node-timeout 2000"));
    }
    for (int i = 0; i < 3; i++) {
      List<String> command = new ArrayList<>(List.of("CLUSTER", "ADDSLOTS"));
      for (int slot = i * SLOTS / 3; slot < (i + 1) * SLOTS / 3; slot++) {
        command.add(String.valueOf(slot));
      }
      NODES.get(i).execute(command.toArray(String[]::new));
      NODES.get(0).execute("CLUSTER", "MEET", "127.0.0.1", String.valueOf(NODES.get(i).port()));
    }
    Poll.until(
        PATIENCE,
        "the cluster is up",
        () ->
            NODES.stream()
                .allMatch(
                    node ->
                        String.valueOf(node.execute("CLUSTER", "INFO"))
                            .contains("cluster_state:ok")));
  }

  @AfterAll
  static void stop() {
    NODES.forEach(RedisServer::close);
  }

  @BeforeEach
  void connect() {
    connected = Server.connect(Endpoint.parse(NODES.get(1).url()));
  }

  @AfterEach
  void close() {
    STREAMS.forEach(connected.log()::destroy);
    connected.close();
  }

  private List<EntryId> append(String stream, int events) {
    return join(connected
            .log()
            .append(
                stream,
                IntStream.range(0, events)
                    .mapToObj(i -> Draft.of(Event.of("stream", stream)))
                    .toList(),
                AppendOptions.NONE))
        .ids();
  }

  private static RedisServer owner(String stream) {
    return NODES.get(SlotHash.getSlot(stream.getBytes(UTF_8)) * 3 / SLOTS);
  }

  @Test
  void everyStreamGoesToItsNodeAndIsListed() {
    for (String stream : STREAMS) {
      assertThat(append(stream, 1)).hasSize(1);
      assertThat(append(stream, 3)).hasSize(3);
      assertThat(join(connected.log().range(stream, EntryId.ZERO, EntryId.MAX, 9))).hasSize(4);
      assertThat(owner(stream).execute("XLEN", stream)).isEqualTo(4L);
    }
    assertThat(connected.log().streams("orders.*")).isEqualTo(STREAMS.stream().sorted().toList());
  }

  @Test
  void streamsOfDifferentSlotsAreAwaitedTogether() {
    Map<String, EntryId> all =
        STREAMS.stream().collect(Collectors.toMap(s -> s, _ -> EntryId.ZERO));
    assertThat(join(connected.log().await(all, 9, Duration.ofMillis(50)))).isEmpty();
    var reply = connected.log().await(all, 9, Duration.ofSeconds(5));

    var _ = append("orders.7", 2);

    assertThat(join(reply)).extracting(Entry::stream).containsOnly("orders.7");
    assertThat(
            join(connected.log().await(Map.of("orders.7", EntryId.ZERO), 9, Duration.ofSeconds(5))))
        .hasSize(2);
  }

  @Test
  void aSinkReadsStreamsOfDifferentSlots() {
    for (String stream : STREAMS) {
      assertThat(connected.sinks().create("s", stream, EntryId.ZERO, true)).isTrue();
      var _ = append(stream, 2);
    }
    List<String> read = new ArrayList<>();
    while (read.size() < 60) {
      for (var delivery :
          join(connected.sinks().readNew("s", "c", STREAMS, 1, Duration.ofSeconds(5)))) {
        read.add(delivery.entry().stream());
        assertThat(
                join(
                    connected
                        .sinks()
                        .acknowledge(
                            "s", delivery.entry().stream(), List.of(delivery.entry().id()))))
            .isEqualTo(1);
      }
    }
    assertThat(read).hasSize(60).containsAll(STREAMS);
    long start = System.nanoTime();
    var waiting = connected.sinks().readNew("s", "c", STREAMS, 1, Duration.ofSeconds(5));
    connected.sinks().unblock();
    assertThat(join(waiting)).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void aMissingSinkIsNamedAndCrossSlotIsNeverShown() {
    STREAMS.forEach(stream -> append(stream, 1));
    assertThatThrownBy(
            () -> join(connected.sinks().readNew("s", "c", STREAMS, 1, Duration.ofSeconds(1))))
        .isInstanceOf(Failure.NotFound.class)
        .hasMessageContaining("sink \"s\" does not exist on stream \"orders.");
  }

  @Test
  void aSlotThatMovedIsFollowed() {
    String stream = "{moving}.orders";
    int slot = SlotHash.getSlot(stream.getBytes(UTF_8));
    RedisServer from = owner(stream);
    RedisServer to = NODES.get((NODES.indexOf(from) + 1) % 3);
    assertThat(join(connected.log().state(stream))).isEmpty();
    move(slot, to, from);
    try {
      assertThat(append(stream, 2)).hasSize(2);
      assertThat(append(stream, 1)).hasSize(1);
      assertThat(to.execute("XLEN", stream)).isEqualTo(3L);
      assertThat(connected.log().destroy(stream)).isTrue();
    } finally {
      move(slot, from, to);
    }
  }

  @Test
  void aSlotThatIsMovingIsAskedFor() {
    String stream = "{asking}.orders";
    int slot = SlotHash.getSlot(stream.getBytes(UTF_8));
    RedisServer from = owner(stream);
    RedisServer to = NODES.get((NODES.indexOf(from) + 1) % 3);
    to.execute("CLUSTER", "SETSLOT", "" + slot, "IMPORTING", id(from));
    from.execute("CLUSTER", "SETSLOT", "" + slot, "MIGRATING", id(to));
    try {
      assertThat(append(stream, 1)).hasSize(1);
      assertThat(to.execute("CLUSTER", "COUNTKEYSINSLOT", "" + slot)).isEqualTo(1L);
      assertThat(connected.log().destroy(stream)).isTrue();
    } finally {
      to.execute("CLUSTER", "SETSLOT", "" + slot, "STABLE");
      from.execute("CLUSTER", "SETSLOT", "" + slot, "STABLE");
    }
  }

  private static void move(int slot, RedisServer to, RedisServer from) {
    to.execute("CLUSTER", "SETSLOT", "" + slot, "NODE", id(to));
    from.execute("CLUSTER", "SETSLOT", "" + slot, "NODE", id(to));
  }

  private static String id(RedisServer node) {
    return String.valueOf(node.execute("CLUSTER", "MYID"));
  }
}
