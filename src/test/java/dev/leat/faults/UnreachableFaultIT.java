package dev.leat.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.cli.Leat;
import dev.leat.testing.Proxy;
import dev.leat.testing.RedisExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A server that is not there, or takes connections and says nothing.
@ExtendWith(RedisExtension.class)
class UnreachableFaultIT {
  private static final String CANARY = "c4n4ry-p4ssw0rd";

  /// A start of the JVM on a busy machine, and the second that the table allows.
  private static final Duration MARGIN = Duration.ofSeconds(6);

  @ParameterizedTest
  @ValueSource(strings = {"add orders id=1", "tail orders", "follow orders", "sink read s orders"})
  void nobodyListens(String commandLine) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    String url = "redis://someone:" + CANARY + "@127.0.0.1:" + port;
    Leat.Result result = Leat.at(url).run(commandLine.split(" "));
    assertThat(result.code()).as(result.err()).isEqualTo(4);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .startsWith("leat: ")
        .contains("127.0.0.1:" + port)
        .contains("hint: ")
        .doesNotContain(CANARY)
        .doesNotContain("\tat ");
    assertThat(result.err().lines()).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void nobodyAnswers() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String url = "redis://:" + CANARY + "@127.0.0.1:" + silent.getLocalPort();
      long start = System.nanoTime();
      Leat.Result result = Leat.at(url).run("--timeout", "1s", "add", "orders", "id=1");
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      assertThat(result.code()).as(result.err()).isEqualTo(4);
      assertThat(result.err())
          .contains("127.0.0.1:" + silent.getLocalPort())
          .doesNotContain(CANARY);
      assertThat(took).isLessThan(Duration.ofSeconds(1).plus(MARGIN));
    }
  }

  @Test
  void aReaderWhoseServerStaysAwayEndsUnlessItFollows(Proxy proxy) {
    String stream = "away";
    Leat leat = Leat.at(proxy.url());
    assertThat(leat.run("add", stream, "n=1").code()).isZero();
    try (var follower = leat.start("follow", stream, "--from", "start")) {
      follower.awaitLines(1);
      proxy.refuse();
      follower.awaitErr("reconnecting");
      proxy.accept();
      follower.awaitErr("connected again");
      assertThat(leat.run("add", stream, "n=2").code()).isZero();
      assertThat(follower.awaitLines(2)).hasSize(2);
      follower.signal("INT");
      Leat.Result result = follower.end();
      assertThat(result.code()).isEqualTo(130);
      assertThat(List.copyOf(result.lines())).hasSize(2);
    }
  }
}
