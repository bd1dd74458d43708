package dev.leat.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.cli.Leat;
import dev.leat.cli.RunningLeat;
import dev.leat.testing.Poll;
import dev.leat.testing.RedisExtension;
import dev.leat.testing.RedisServer;
import dev.leat.testing.StreamContent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Sharing the work of consuming a stream.
@ExtendWith(RedisExtension.class)
class SharedSinkIT {
  private RedisServer server;
  private String stream;
  private Leat leat;

  @BeforeEach
  void take(RedisServer redis) {
    server = redis;
    stream = RedisServer.key("work");
    leat = Leat.at(redis.url());
  }

  private void create(String sink) {
    Leat.Result result = leat.run("sink", "create", sink, stream, "--from", "start");
    assertThat(result.code()).as(result.err()).isZero();
  }

  private Leat.Result add(int events) {
    return leat.feed(
        IntStream.rangeClosed(1, events)
            .mapToObj(n -> "{\"n\":" + n + ",\"kind\":\"" + (n % 2 == 0 ? "even" : "odd") + "\"}\n")
            .collect(Collectors.joining()),
        "add",
        stream);
  }

  @Test
  void twoConsumersShareAndAnotherSinkSeesAll() {
    assertThat(add(1).code()).isZero();
    create("shared");
    create("whole");
    String[] read = {"sink", "read", "shared", stream, "-f", "--ack", "auto", "-o", "ids"};
    try (RunningLeat a = leat.start(read);
        RunningLeat b = leat.start(read)) {
      Poll.until(
          Duration.ofSeconds(30),
          "both consumers wait",
          () ->
              String.valueOf(server.execute("CLIENT", "LIST")).split("cmd=xreadgroup").length > 2);
      assertThat(add(999).code()).isZero();
      Poll.until(
          Duration.ofSeconds(30),
          "1,000 entries",
          () -> a.lines().size() + b.lines().size() >= 1000);
      a.signal("TERM");
      b.signal("TERM");
      List<String> ids = new ArrayList<>(a.end().lines());
      ids.addAll(b.end().lines());
      assertThat(ids)
          .doesNotHaveDuplicates()
          .containsExactlyInAnyOrderElementsOf(StreamContent.of(server, stream).ids());
    }
    assertThat(StreamContent.pending(server, stream, "shared")).isZero();
    Leat.Result whole = leat.run("sink", "read", "whole", stream, "--ack", "auto", "-o", "ids");
    assertThat(whole.lines()).isEqualTo(StreamContent.of(server, stream).ids());
  }

  @Test
  void anEntryThatIsNotAcknowledgedComesBackToAnotherAfterTheGrace() {
    assertThat(add(3).code()).isZero();
    create("s");
    Leat.Result first = leat.run("sink", "read", "s", stream, "-c", "2", "--consumer", "a");
    assertThat(first.lines()).hasSize(2).allMatch(line -> line.contains("\"delivery\":1"));
    String acknowledged = first.lines().getFirst();
    assertThat(leat.feed(acknowledged, "sink", "ack", "s", stream).code()).isZero();

    Leat.Result soon =
        leat.run("sink", "read", "s", stream, "--ack", "auto", "-c", "1", "--grace", "1h");
    assertThat(soon.lines()).hasSize(1).allMatch(line -> line.contains("\"delivery\":1"));
    Leat.Result later =
        leat.run(
            "sink", "read", "s", stream, "--ack", "auto", "-c", "1", "--grace", "1s", "--wait",
            "20s");
    assertThat(later.code()).as(later.err()).isZero();
    assertThat(later.lines()).hasSize(1).allMatch(line -> line.contains("\"delivery\":2"));
    assertThat(StreamContent.pending(server, stream, "s")).isZero();
  }

  @Test
  void whatTheFilterSkipsIsAcknowledged() {
    assertThat(add(10).code()).isZero();
    create("s");
    Leat.Result read =
        leat.run(
            "sink", "read", "s", stream, "--ack", "auto", "--where", "kind=even", "-o", "json");
    assertThat(read.code()).as(read.err()).isZero();
    assertThat(read.lines()).hasSize(5).allMatch(line -> line.contains("\"even\""));
    assertThat(StreamContent.pending(server, stream, "s")).isZero();
  }

  @Test
  void nothingInTimeIsExit124() {
    assertThat(add(1).code()).isZero();
    create("s");
    assertThat(leat.run("sink", "read", "s", stream, "--ack", "auto").lines()).hasSize(1);
    Leat.Result nothing = leat.run("sink", "read", "s", stream, "-c", "1", "--wait", "200ms");
    assertThat(nothing.code()).as(nothing.err()).isEqualTo(124);
    assertThat(nothing.out()).isEmpty();
  }
}
