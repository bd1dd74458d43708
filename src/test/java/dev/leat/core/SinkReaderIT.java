package dev.leat.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.redis.Endpoint;
import dev.leat.redis.Server;
import dev.leat.testing.Poll;
import dev.leat.testing.RedisExtension;
import dev.leat.testing.RedisServer;
import dev.leat.testing.StreamContent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Reading as a consumer, through the real adapter.
@ExtendWith(RedisExtension.class)
class SinkReaderIT {
  private RedisServer redis;
  private String stream;

  @BeforeEach
  void take(RedisServer server) {
    redis = server;
    stream = RedisServer.key("sink");
    create(stream);
  }

  private void create(String key) {
    redis.execute("XGROUP", "CREATE", key, "s", "0", "MKSTREAM");
  }

  private void add(String key, int from, int to) {
    String script = "for i=ARGV[1],ARGV[2] do redis.call('XADD',KEYS[1],i..'-0','n',i) end";
    redis.execute("EVAL", script, "1", key, String.valueOf(from), String.valueOf(to));
  }

  private static SinkReading reading(String consumer, SinkReading.Ack ack, String... streams) {
    return new SinkReading(
        "s",
        List.of(streams),
        consumer,
        ack,
        OptionalLong.empty(),
        Optional.empty(),
        false,
        Duration.ofHours(1),
        100,
        Filter.ALL,
        false,
        false);
  }

  private static SinkReading grace(SinkReading r, Duration grace, int batch) {
    return new SinkReading(
        r.sink(),
        r.streams(),
        r.consumer(),
        r.ack(),
        r.limit(),
        r.patience(),
        r.follow(),
        grace,
        batch,
        r.filter(),
        r.create(),
        r.allowGap());
  }

  private static SinkReading following(SinkReading r) {
    return new SinkReading(
        r.sink(),
        r.streams(),
        r.consumer(),
        r.ack(),
        r.limit(),
        r.patience(),
        true,
        r.grace(),
        r.batch(),
        r.filter(),
        r.create(),
        r.allowGap());
  }

  private static SinkReading limit(SinkReading r, long limit, Filter filter) {
    return new SinkReading(
        r.sink(),
        r.streams(),
        r.consumer(),
        r.ack(),
        OptionalLong.of(limit),
        r.patience(),
        r.follow(),
        r.grace(),
        r.batch(),
        filter,
        r.create(),
        r.allowGap());
  }

  /// Reads until it ends.
  private List<Delivery> run(SinkReading reading) {
    List<Delivery> deliveries = new ArrayList<>();
    run(reading, deliveries);
    return deliveries;
  }

  private void run(SinkReading reading, List<Delivery> deliveries) {
    Output out =
        new Output() {
          @Override
          public void entry(Entry entry) {
            throw new AssertionError("a sink gives deliveries");
          }

          @Override
          public void delivery(Delivery delivery) {
            deliveries.add(delivery);
          }

          @Override
          public void flush() {}
        };
    try (Server server = Server.connect(Endpoint.parse(redis.url()))) {
      long count =
          new SinkReader(server.sinks(), server.log(), reading, out, _ -> {}, new Stop()).run();
      assertThat(count).isEqualTo(deliveries.size());
    }
  }

  private static List<String> ids(List<Delivery> deliveries) {
    return deliveries.stream().map(delivery -> delivery.entry().id().toString()).toList();
  }

  @Test
  void drainsToTheEndAndAcknowledges() {
    add(stream, 1, 1000);
    List<Delivery> deliveries = run(reading("a", SinkReading.Ack.AUTO, stream));
    assertThat(ids(deliveries)).isEqualTo(StreamContent.of(redis, stream).ids());
    assertThat(deliveries).allMatch(delivery -> delivery.count() == 1);
    assertThat(StreamContent.pending(redis, stream, "s")).isZero();
    assertThat(run(reading("a", SinkReading.Ack.AUTO, stream))).isEmpty();
  }

  @Test
  void takesAllThatOthersLeftNotOneBatchOfIt() {
    add(stream, 1, 500);
    assertThat(run(reading("dead", SinkReading.Ack.MANUAL, stream))).hasSize(500);
    SinkReading heir = grace(reading("heir", SinkReading.Ack.AUTO, stream), Duration.ZERO, 20);
    List<Delivery> deliveries = run(heir);
    assertThat(ids(deliveries)).isEqualTo(StreamContent.of(redis, stream).ids());
    assertThat(deliveries).allMatch(delivery -> delivery.count() == 2);
    assertThat(StreamContent.pending(redis, stream, "s")).isZero();
  }

  @Test
  void handsOutNoMoreThanAskedForAndLosesNoneOfSeveralStreams() {
    String second = RedisServer.key("sink");
    String third = RedisServer.key("sink");
    create(second);
    create(third);
    for (String key : List.of(stream, second, third)) {
      add(key, 1, 1);
    }
    SinkReading one =
        limit(reading("a", SinkReading.Ack.NONE, stream, second, third), 1, Filter.ALL);
    assertThat(run(one)).hasSize(1);
    SinkReading rest =
        grace(reading("b", SinkReading.Ack.NONE, stream, second, third), Duration.ZERO, 100);
    assertThat(run(rest)).hasSize(2);
    for (String key : List.of(stream, second, third)) {
      assertThat(StreamContent.pending(redis, key, "s")).isZero();
    }
  }

  @Test
  void looksOnceHoweverShortThePatience() {
    add(stream, 1, 1);
    SinkReading r = reading("a", SinkReading.Ack.AUTO, stream);
    SinkReading hurried =
        new SinkReading(
            r.sink(),
            r.streams(),
            r.consumer(),
            r.ack(),
            OptionalLong.of(1),
            Optional.of(Duration.ZERO),
            false,
            r.grace(),
            r.batch(),
            r.filter(),
            false,
            false);
    assertThat(run(hurried)).hasSize(1);
    assertThatThrownBy(() -> run(hurried)).isInstanceOf(Failure.TimedOut.class);
  }

  @Test
  void leavesOthersAloneBeforeTheirGrace() {
    add(stream, 1, 10);
    assertThat(run(reading("slow", SinkReading.Ack.MANUAL, stream))).hasSize(10);
    assertThat(run(reading("other", SinkReading.Ack.AUTO, stream))).isEmpty();
    assertThat(StreamContent.pending(redis, stream, "s")).isEqualTo(10);
  }

  @Test
  void whatTheFilterSkipsIsAcknowledged() {
    add(stream, 1, 100);
    SinkReading filtered =
        limit(reading("a", SinkReading.Ack.MANUAL, stream), 3, Filters.where("n~0$"));
    assertThat(ids(run(filtered))).containsExactly("10-0", "20-0", "30-0");
    // The three, and nothing else: what was read beyond them was given back or not taken.
    long pending = StreamContent.pending(redis, stream, "s");
    List<Delivery> rest = run(grace(reading("b", SinkReading.Ack.AUTO, stream), Duration.ZERO, 9));
    assertThat(ids(rest)).contains("10-0", "20-0", "30-0", "100-0").doesNotContain("9-0");
    assertThat(pending).isGreaterThanOrEqualTo(3);
    assertThat(StreamContent.pending(redis, stream, "s")).isZero();
  }

  @Test
  void aLimitOverSeveralStreamsGivesBackWhatIsTooMuch() {
    String second = RedisServer.key("sink");
    String third = RedisServer.key("sink");
    create(second);
    create(third);
    for (String key : List.of(stream, second, third)) {
      add(key, 1, 5);
    }
    SinkReading two =
        limit(reading("a", SinkReading.Ack.AUTO, stream, second, third), 2, Filter.ALL);
    assertThat(run(two)).hasSize(2);
    SinkReading rest =
        grace(
            reading("b", SinkReading.Ack.AUTO, stream, second, third), Duration.ofSeconds(30), 10);
    assertThat(run(rest)).as("at once, not after the grace").hasSize(13);
  }

  @Test
  void anEmptyStreamDoesNotKeepABusyOneFromEnding() throws InterruptedException {
    String empty = RedisServer.key("sink");
    create(empty);
    add(stream, 1, 100);
    AtomicBoolean enough = new AtomicBoolean();
    Thread writer =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int i = 200; !enough.get(); i += 50) {
                    add(stream, i, i + 49);
                  }
                });
    try {
      assertThat(run(reading("a", SinkReading.Ack.AUTO, empty, stream))).isNotEmpty();
    } finally {
      enough.set(true);
      writer.join();
    }
  }

  @Test
  void withoutAcknowledgementsNothingIsEverPending() {
    add(stream, 1, 300);
    assertThat(run(reading("a", SinkReading.Ack.NONE, stream))).hasSize(300);
    assertThat(StreamContent.pending(redis, stream, "s")).isZero();
  }

  @Test
  void entriesTrimmedBeforeTheyWereHandedOutAreAGapWhereTheServerCounts() {
    add(stream, 1, 1);
    assertThat(run(reading("a", SinkReading.Ack.AUTO, stream))).hasSize(1);
    add(stream, 2, 11);
    redis.execute("XTRIM", stream, "MAXLEN", "=", "4");
    if (!StreamContent.counted(redis)) {
      assertThat(run(reading("a", SinkReading.Ack.AUTO, stream))).hasSize(4);
      return;
    }
    assertThatThrownBy(() -> run(reading("a", SinkReading.Ack.AUTO, stream)))
        .isInstanceOf(Failure.Gap.class)
        .hasMessageContaining("6 entries were trimmed before sink \"s\" handed them out");
  }

  @Test
  void aStreamThatKeepsOneEntryCanBeShared() throws Exception {
    SinkReading following =
        new SinkReading(
            "s",
            List.of(stream),
            "a",
            SinkReading.Ack.AUTO,
            OptionalLong.of(200),
            Optional.empty(),
            true,
            Duration.ofMillis(100),
            100,
            Filter.ALL,
            false,
            false);
    List<Delivery> deliveries = Collections.synchronizedList(new ArrayList<>());
    CompletableFuture<Void> end = CompletableFuture.runAsync(() -> run(following, deliveries));
    for (int i = 1; i <= 200; i++) {
      redis.execute("XADD", stream, "MAXLEN", "=", "1", i + "-0", "n", "1");
      int count = i;
      Poll.until(
          Duration.ofSeconds(20),
          "delivery " + count,
          () -> deliveries.size() >= count || end.isDone());
    }
    end.get();
    assertThat(deliveries).hasSize(200);
  }

  @Test
  void aStreamThatIsDestroyedWhileItIsReadIsAGap() {
    gapAfter("DEL", stream);
  }

  @Test
  void aStreamThatIsReplacedWhileItIsReadIsAGap() {
    gapAfter("SET", stream, "no stream");
  }

  /// Runs the command while a reader waits for entries of the stream.
  private void gapAfter(String... command) {
    SinkReading reading = following(reading("a", SinkReading.Ack.AUTO, stream));
    CompletableFuture<List<Delivery>> reader = CompletableFuture.supplyAsync(() -> run(reading));
    Poll.until(
        Duration.ofSeconds(30),
        "a reader waits for entries of " + stream,
        () -> reader.isDone() || waits());

    redis.execute(command);

    assertThatThrownBy(() -> Replies.join(reader))
        .isInstanceOf(Failure.Gap.class)
        .hasMessageContaining(stream)
        .hasMessageContaining("removed while it was read");
  }

  private boolean waits() {
    return String.valueOf(redis.execute("CLIENT", "LIST"))
        .lines()
        .anyMatch(client -> client.contains("cmd=xreadgroup") && client.contains("flags=b"));
  }

  @Test
  void aMissingSinkIsNotFound() {
    redis.execute("XGROUP", "DESTROY", stream, "s");
    assertThatThrownBy(() -> run(reading("a", SinkReading.Ack.AUTO, stream)))
        .isInstanceOf(Failure.NotFound.class)
        .hasMessage("sink \"s\" does not exist on stream \"" + stream + "\"");
  }
}
