package dev.leat.redis;

import static dev.leat.core.Replies.join;
import static dev.leat.testing.RedisServer.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.core.AppendOptions;
import dev.leat.core.Appended;
import dev.leat.core.Draft;
import dev.leat.core.EntryId;
import dev.leat.core.Event;
import dev.leat.core.Failure;
import dev.leat.core.PendingEntry;
import dev.leat.testing.OwnServer;
import dev.leat.testing.Poll;
import dev.leat.testing.Proxy;
import dev.leat.testing.Proxy.Fault;
import dev.leat.testing.RedisBinary;
import dev.leat.testing.RedisExtension;
import dev.leat.testing.RedisServer;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(RedisExtension.class)
class RedisFaultIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  private static Server connect(String url) {
    return Server.connect(Endpoint.parse(url).withTimeout(TIMEOUT));
  }

  private static Appended append(Server server, String stream, int events) {
    return join(
        server
            .log()
            .append(
                stream,
                Collections.nCopies(events, Draft.of(Event.of("a", "1"))),
                AppendOptions.NONE));
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aWriteWithoutReplyIsUnknownAndIsNeverSentTwice(
      Fault fault, RedisServer server, Proxy proxy) {
    for (int events : new int[] {1, 20}) {
      String stream = key("lost");
      try (Server connected = connect(proxy.url())) {
        int taken = proxy.accepted();
        proxy.onRequest(stream, fault);

        assertThatThrownBy(() -> append(connected, stream, events))
            .isInstanceOf(Failure.OutcomeUnknown.class)
            .hasMessageContaining("127.0.0.1:" + proxy.port());

        boolean delivered = fault == Fault.LOSE_REPLY || fault == Fault.MUTE;
        assertThat(server.execute("XLEN", stream)).isEqualTo(delivered ? (long) events : 0L);
        assertThat(append(connected, stream, 1).ids()).hasSize(1);
        assertThat(proxy.accepted()).as("a new connection").isEqualTo(taken + 1);
        assertThat(server.execute("XLEN", stream)).isEqualTo(delivered ? events + 1L : 1L);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aReadWithoutReplyIsUnreachableAndTheNextOneWorks(Fault fault, Proxy proxy) {
    String stream = key("read");
    try (Server connected = connect(proxy.url())) {
      var _ = append(connected, stream, 1);
      proxy.onRequest("XRANGE", fault);

      assertThatThrownBy(() -> join(connected.log().range(stream, EntryId.ZERO, EntryId.MAX, 1)))
          .isInstanceOf(Failure.Unreachable.class);
      assertThat(join(connected.log().range(stream, EntryId.ZERO, EntryId.MAX, 1))).hasSize(1);
    }
  }

  @Test
  void aReplyThatIsCutInItsMiddleIsLost(Proxy proxy) {
    String stream = key("half");
    try (Server connected = connect(proxy.url())) {
      var _ = append(connected, stream, 500);
      proxy.afterReplyBytes(3000, Fault.CUT);

      assertThatThrownBy(() -> join(connected.log().range(stream, EntryId.ZERO, EntryId.MAX, 500)))
          .isInstanceOf(Failure.Unreachable.class);
      assertThat(join(connected.log().range(stream, EntryId.ZERO, EntryId.MAX, 500))).hasSize(500);
    }
  }

  @Test
  void aWaitThatIsCutIsUnreachableAndTheNextOneWorks(RedisServer server, Proxy proxy) {
    String stream = key("cut");
    try (Server connected = connect(proxy.url())) {
      var reply = connected.log().await(Map.of(stream, EntryId.ZERO), 1, Duration.ofSeconds(5));
      Poll.until(PATIENCE, "the wait is under way", () -> proxy.connections() == 2);
      proxy.cut();

      assertThatThrownBy(() -> join(reply)).isInstanceOf(Failure.Unreachable.class);
      server.execute("XADD", stream, "*", "a", "1");
      assertThat(
              join(connected.log().await(Map.of(stream, EntryId.ZERO), 1, Duration.ofSeconds(5))))
          .hasSize(1);
    }
  }

  @Test
  void entriesWhoseHandingOutGotLostArePending(Proxy proxy) {
    String stream = key("handed");
    try (Server connected = connect(proxy.url())) {
      var _ = append(connected, stream, 3);
      var _ = connected.sinks().create("s", stream, EntryId.ZERO, false);
      proxy.onRequest("XREADGROUP", Fault.LOSE_REPLY);

      assertThatThrownBy(
              () ->
                  join(
                      connected
                          .sinks()
                          .readNew("s", "c", List.of(stream), 9, Duration.ofSeconds(1))))
          .isInstanceOf(Failure.Unreachable.class);
      assertThat(connected.sinks().pending("s", stream, EntryId.ZERO, Duration.ZERO, 9))
          .extracting(PendingEntry::consumer)
          .containsExactly("c", "c", "c");
    }
  }

  @Test
  void aWaitWhoseEndIsNeverHeardIsEndedInModeration(@OwnServer RedisServer server) {
    try (Proxy proxy = new Proxy(server.port());
        Server connected = connect(proxy.url())) {
      assertThat(connected.sinks().create("s", "k", EntryId.ZERO, true)).isTrue();
      proxy.onRequest("XREADGROUP", Fault.MUTE);
      var reply = connected.sinks().readNew("s", "c", List.of("k"), 9, Duration.ofSeconds(2));

      connected.sinks().unblock();

      assertThatThrownBy(() -> join(reply)).isInstanceOf(Failure.Unreachable.class);
      String calls = String.valueOf(server.execute("INFO", "commandstats"));
      assertThat(calls).containsPattern("cmdstat_client[|]unblock:calls=\\d{1,3},");
    }
  }

  @Test
  void aServerThatHangsFailsEveryCallInTimeAndComesBack(@OwnServer RedisServer server) {
    try (Server connected = connect(server.url())) {
      var _ = append(connected, "s", 1);
      server.pause();
      long start = System.nanoTime();

      assertThatThrownBy(() -> append(connected, "s", 1))
          .isInstanceOf(Failure.OutcomeUnknown.class);
      assertThatThrownBy(() -> append(connected, "s", 1)).isInstanceOf(Failure.Unreachable.class);
      assertThatThrownBy(
              () ->
                  join(connected.log().await(Map.of("s", EntryId.MAX), 1, Duration.ofMillis(100))))
          .isInstanceOf(Failure.Unreachable.class);

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
      server.resume();
      Poll.until(
          PATIENCE,
          "what was delivered before the stop is done",
          () -> Long.valueOf(2).equals(server.execute("XLEN", "s")));
      assertThat(append(connected, "s", 1).ids()).hasSize(1);
    }
  }

  @Test
  void aServerThatWasKilledIsReachedAgain(
      @OwnServer({"appendonly yes", "appendfsync always"}) RedisServer server) {
    try (Server connected = connect(server.url())) {
      var _ = append(connected, "s", 2);
      server.kill();
      Poll.until(
          PATIENCE,
          "nobody listens any more",
          () -> {
            try {
              var _ = append(connected, "s", 1);
              return false;
            } catch (Failure.OutcomeUnknown mayBeSent) {
              return false;
            } catch (Failure.Unreachable notSent) {
              return true;
            }
          });
      server.restart();
      assertThat(append(connected, "s", 2).ids()).hasSize(2);
      assertThat(server.execute("XLEN", "s")).isEqualTo(4L);
    }
  }

  @ParameterizedTest
  @EnumSource(RedisBinary.class)
  void aFullServerRefusesInItsOwnWords(RedisBinary binary) {
    try (RedisServer server = RedisServer.start(binary);
        Server connected = connect(server.url())) {
      server.execute("CONFIG", "SET", "maxmemory", "1");

      for (int events : new int[] {1, 2}) {
        assertThat(append(connected, "s", events).ids()).isEmpty();
        assertThat(append(connected, "s", events).refused())
            .message()
            .matches("OOM command not allowed when used memory > 'maxmemory'\\.?");
      }
    }
  }
}
