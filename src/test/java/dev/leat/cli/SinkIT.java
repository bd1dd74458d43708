package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.cli.Leat.Result;
import dev.leat.testing.RedisServer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// `leat sink …` as a user runs it.
class SinkIT {
  private final RedisServer server = RedisServer.shared();
  private final Leat leat = Leat.at(server.url());
  private final String stream = RedisServer.key("sink");

  @BeforeEach
  void addFive() {
    for (int i = 1; i <= 5; i++) {
      server.execute("XADD", stream, i + "-0", "n", "" + i, "type", i % 2 == 0 ? "even" : "odd");
    }
  }

  private long pending(String sink) {
    return (Long) ((List<?>) server.execute("XPENDING", stream, sink)).getFirst();
  }

  @Test
  void createStartsWhereItIsTold() {
    assertThat(leat.run("sink", "create", "all", stream))
        .isEqualTo(
            new Result(
                0, "{\"sink\":\"all\",\"stream\":\"" + stream + "\",\"created\":true}\n", ""));
    leat.run("sink", "create", "new", stream, "--from", "end");
    leat.run("sink", "create", "some", stream, "--from", "4-0");

    assertThat(leat.run("sink", "read", "all", stream, "-o", "ids").lines()).hasSize(5);
    assertThat(leat.run("sink", "read", "new", stream, "-o", "ids").lines()).isEmpty();
    assertThat(leat.run("sink", "read", "some", stream, "-o", "ids").out()).isEqualTo("4-0\n5-0\n");

    Result again = leat.run("sink", "create", "all", stream);
    assertThat(again.code()).isEqualTo(6);
    assertThat(again.err())
        .isEqualTo(
            "leat: sink \"all\" already exists on stream \""
                + stream
                + "\"\n  hint: --if-not-exists leaves it as it is\n");
    assertThat(leat.run("sink", "create", "all", stream, "--if-not-exists").out())
        .contains("\"created\":false");
    assertThat(leat.run("sink", "create", "g", "no-such-stream", "--no-create").code())
        .isEqualTo(9);
  }

  @Test
  void readHandsOutAndAckFinishes() {
    leat.run("sink", "create", "g", stream);

    Result read = leat.run("sink", "read", "g", stream, "-c", "2", "--consumer", "c1");

    assertThat(read.code()).isZero();
    assertThat(read.lines().getFirst())
        .isEqualTo(
            "{\"stream\":\""
                + stream
                + "\",\"id\":\"1-0\",\"ts\":\"1970-01-01T00:00:00.001Z\",\"sink\":\"g\",\"delivery\":1,"
                + "\"fields\":{\"n\":\"1\",\"type\":\"odd\"}}");
    assertThat(pending("g")).isEqualTo(2);
    assertThat(leat.run("sink", "ack", "g", stream, "1-0", "9-0"))
        .isEqualTo(
            new Result(
                0, "{\"sink\":\"g\",\"stream\":\"" + stream + "\",\"acknowledged\":1}\n", ""));
    assertThat(leat.feed(read.out(), "sink", "ack", "g", stream).out())
        .contains("\"acknowledged\":1");
    assertThat(pending("g")).isZero();

    Result foreign = leat.feed(read.out(), "sink", "ack", "other", stream);
    assertThat(foreign.code()).isEqualTo(3);
    assertThat(foreign.err()).startsWith("leat: line 1: a record of sink \"g\"");
  }

  @Test
  void readAcknowledgesByItselfWhenAsked() {
    leat.run("sink", "create", "g", stream);

    assertThat(leat.run("sink", "read", "g", stream, "--ack", "auto", "-c1").lines()).hasSize(1);
    assertThat(leat.run("sink", "read", "g", stream, "--ack", "none", "-c1").lines()).hasSize(1);
    assertThat(pending("g")).isZero();
    // What the filter skips is done with, too.
    assertThat(leat.run("sink", "read", "g", stream, "--type", "even", "-o", "ids").out())
        .isEqualTo("4-0\n");
    assertThat(pending("g")).isEqualTo(1);
  }

  @Test
  void aConsumerOfOneRunLeavesNothingBehind() {
    leat.run("sink", "create", "g", stream);
    leat.run("sink", "read", "g", stream, "--ack", "auto");

    assertThat(leat.run("sink", "ls", stream).out()).contains("\"consumers\":[]");
  }

  @Test
  void readWaitsAndGivesUp() {
    leat.run("sink", "create", "g", stream, "--from", "end");

    Result late = leat.run("sink", "read", "g", stream, "-c", "1", "--wait", "200ms");
    assertThat(late.code()).isEqualTo(124);
    assertThat(late.out()).isEmpty();

    try (RunningLeat read = leat.start("sink", "read", "g", stream, "-c", "1", "--wait", "20s")) {
      server.execute("XADD", stream, "6-0", "n", "6");
      assertThat(read.end().lines()).singleElement().asString().contains("6-0");
    }
  }

  @Test
  void whatIsNotAcknowledgedComesBackToAnother() {
    leat.run("sink", "create", "g", stream);
    leat.run("sink", "read", "g", stream, "-c1", "--consumer", "lost");

    Result taken = leat.run("sink", "read", "g", stream, "--grace", "0", "-c1", "--ack", "auto");

    assertThat(taken.out()).contains("\"id\":\"1-0\"").contains("\"delivery\":2");
  }

  @Test
  void aMissingSinkIsNotFound() {
    Result missing = leat.run("sink", "read", "nope", stream);

    assertThat(missing.code()).isEqualTo(9);
    assertThat(missing.err())
        .startsWith("leat: sink \"nope\" does not exist on stream \"" + stream + "\"\n  hint: ");
    assertThat(leat.run("sink", "read", "nope", stream, "--create", "-c1").lines()).hasSize(1);
    assertThat(leat.run("sink", "rm", "none", stream, "--yes").code()).isEqualTo(9);
    assertThat(leat.run("sink", "ls", "no-such-stream").code()).isEqualTo(9);
  }

  @Test
  void acknowledgingInAMissingSinkIsNotFound() {
    leat.run("sink", "create", "g", stream);

    assertThat(leat.run("sink", "ack", "g", stream, "1-0").out()).contains("\"acknowledged\":0");
    assertThat(leat.run("sink", "ack", "nope", stream, "1-0"))
        .isEqualTo(
            new Result(
                9,
                "",
                "leat: sink \"nope\" does not exist on stream \""
                    + stream
                    + "\"\n  hint: leat sink ls "
                    + stream
                    + "\n"));
    assertThat(leat.run("sink", "ack", "g", "no-such-stream", "1-0").code()).isEqualTo(9);
  }

  @Test
  void acknowledgingKeepsConsumersThatMayBeAtWork() {
    leat.run("sink", "create", "g", stream);
    leat.run("sink", "read", "g", stream, "-c1");

    assertThat(leat.run("sink", "ack", "g", stream, "1-0").out()).contains("\"acknowledged\":1");
    assertThat(leat.run("sink", "ls", stream).out()).contains("\"consumer\":\"leat-");
  }

  @Test
  void lsShowsLagPendingAndConsumers() {
    leat.run("sink", "create", "g", stream);
    leat.run("sink", "read", "g", stream, "-c2", "--consumer", "c1");

    assertThat(leat.run("sink", "ls", stream).out())
        .matches(
            "\\{\"sink\":\"g\",\"stream\":\"[^\"]+\",\"position\":\"2-0\",\"lag\":3,\"pending\":2,"
                + "\"oldest_pending\":\"1-0\",\"oldest_idle\":[0-9.]+,"
                + "\"consumers\":\\[\\{\"consumer\":\"c1\",\"pending\":2,\"idle\":[0-9.]+}]}\n");
    server.execute("XDEL", stream, "4-0");
    assertThat(leat.run("sink", "ls", stream).out()).contains("\"lag\":null");
  }

  @Test
  void removingAConsumerKeepsWhatIsPending() {
    leat.run("sink", "create", "g", stream);
    leat.run("sink", "read", "g", stream, "-c2", "--consumer", "c1");

    assertThat(leat.run("sink", "rm", "g", stream, "--consumer", "c1").code()).isEqualTo(2);
    assertThat(leat.run("sink", "rm", "g", stream, "--stale", "1h", "--yes").out()).isEmpty();
    assertThat(leat.run("sink", "rm", "g", stream, "--consumer", "c1", "--yes").out())
        .endsWith("\"consumer\":\"c1\",\"removed\":true,\"handed_over\":2}\n");
    assertThat(pending("g")).isEqualTo(2);
    assertThat(leat.run("sink", "read", "g", stream, "--grace", "0", "-c2", "-o", "ids").out())
        .isEqualTo("1-0\n2-0\n");
  }

  @Test
  void removingASinkNeedsAYes() {
    leat.run("sink", "create", "g", stream);

    assertThat(leat.run("sink", "rm", "g", stream).code()).isEqualTo(2);
    assertThat(leat.run("sink", "rm", "g", stream, "--dry-run").err()).contains("would remove");
    assertThat(leat.run("sink", "rm", "g", stream, "--yes").out()).contains("\"removed\":true");
    assertThat(leat.run("sink", "ls", stream).out()).isEmpty();
  }
}
