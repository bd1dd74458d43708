package dev.leat.redis;

import static dev.leat.core.Replies.join;
import static dev.leat.testing.RedisServer.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.core.EntryId;
import dev.leat.core.Failure;
import dev.leat.testing.OwnServer;
import dev.leat.testing.Poll;
import dev.leat.testing.Proxy;
import dev.leat.testing.RedisBinary;
import dev.leat.testing.RedisExtension;
import dev.leat.testing.RedisServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(RedisExtension.class)
class ConnectingIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  /// A second where nothing else runs; enough for a machine that is busy.
  private static final Duration SLACK = Duration.ofSeconds(9);

  private static Certificate right;
  private static Certificate elsewhere;

  @BeforeAll
  static void makeCertificates(@TempDir Path folder) throws Exception {
    right = Certificate.of(folder, "right", "dns:localhost,ip:127.0.0.1");
    elsewhere = Certificate.of(folder, "elsewhere", "dns:elsewhere.example");
  }

  /// What is to succeed has time enough on a busy machine.
  private static Server connect(Endpoint endpoint) {
    return Server.connect(endpoint.withTimeout(PATIENCE));
  }

  private static Endpoint to(String url) {
    return Endpoint.parse(url).withTimeout(TIMEOUT);
  }

  /// That it fails in time, and says where, without the password that every URL here has.
  private static AbstractThrowableAssert<?, ? extends Throwable> fails(Endpoint endpoint) {
    long start = System.nanoTime();
    var failure =
        assertThatThrownBy(() -> Server.connect(endpoint).close())
            .isInstanceOf(Failure.Unreachable.class)
            .hasMessageContaining(endpoint.display())
            .hasMessageNotContaining("canary");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TIMEOUT.plus(SLACK));
    return failure;
  }

  @Test
  void nobodyListens(Proxy proxy) {
    proxy.close();
    fails(to("redis://:canary@127.0.0.1:" + proxy.port())).hasMessageContaining("refused");
  }

  @Test
  void anUnknownHost() {
    fails(to("redis://:canary@no-such-host.invalid")).hasMessageContaining("unknown host");
  }

  @Test
  void aServerThatHangs(@OwnServer RedisServer server) {
    server.pause();
    fails(to(server.url())).hasMessageContaining("no reply");
    server.resume();
  }

  @Test
  void aMissingAndAWrongPassword(@OwnServer("requirepass right") RedisServer server) {
    String at = "127.0.0.1:" + server.port();
    fails(to("redis://" + at)).hasMessageContaining("NOAUTH");
    fails(to("redis://:canary@" + at)).hasMessageContaining("WRONGPASS");
    fails(to("redis://ann:canary@" + at)).hasMessageContaining("WRONGPASS");
    try (Server connected = connect(to("redis://:right@" + at))) {
      assertThat(join(connected.log().state("none"))).isEmpty();
    }
  }

  @Test
  void aUserWithoutAPasswordIsNotTakenForTheDefaultOne(@OwnServer RedisServer server) {
    server.execute("ACL", "SETUSER", "ann", "on", "nopass", "~ann", "+@all");
    String at = "127.0.0.1:" + server.port();

    try (Server connected = Server.connect(to("redis://ann@" + at))) {
      assertThat(join(connected.log().state("ann"))).isEmpty();
      assertThatThrownBy(() -> join(connected.log().state("bob")))
          .isInstanceOf(Failure.Refused.class)
          .hasMessageStartingWith("NOPERM");
    }
    fails(to("redis://bob@" + at)).hasMessageContaining("WRONGPASS");
  }

  @Test
  void anotherDatabase(RedisServer server) {
    String stream = key("db");
    try (Server connected = connect(to(server.url() + "/5"));
        Server other = connect(to(server.url()))) {
      assertThat(connected.sinks().create("s", stream, EntryId.ZERO, true)).isTrue();
      assertThat(connected.log().streams(stream)).containsExactly(stream);
      assertThat(other.log().streams(stream)).isEmpty();
    }
  }

  @Test
  void tlsVerifiesChainAndHost() {
    try (RedisServer server = withTls(right, "requirepass secret");
        RedisServer misplaced = withTls(elsewhere, "requirepass secret")) {
      Endpoint endpoint = to("rediss://:secret@localhost:" + server.tlsPort());
      Endpoint wrongHost = to("rediss://:secret@localhost:" + misplaced.tlsPort());

      fails(endpoint).hasMessageContaining("authority").hasMessageNotContaining("another host");
      fails(wrongHost.withTls(elsewhere.certificate(), null, null, false))
          .hasMessageContaining("another host");
      fails(to("rediss://:secret@localhost:" + server.port())).hasMessageContaining("no reply");
      try (Server connected = connect(endpoint.withTls(right.certificate(), null, null, false));
          Server unverified = connect(wrongHost.withTls(null, null, null, true))) {
        assertThat(join(connected.log().state("none"))).isEmpty();
        assertThat(join(unverified.log().state("none"))).isEmpty();
      }
    }
  }

  @Test
  void tlsWithACertificateOfOnesOwn() {
    try (RedisServer strict =
        withTls(right, "tls-auth-clients yes", "tls-ca-cert-file " + elsewhere.certificate())) {
      Endpoint endpoint = to("rediss://localhost:" + strict.tlsPort());

      fails(endpoint.withTls(right.certificate(), null, null, false));
      try (Server connected =
          connect(
              endpoint.withTls(
                  right.certificate(), elsewhere.certificate(), elsewhere.key(), false))) {
        assertThat(join(connected.log().state("none"))).isEmpty();
      }
    }
  }

  @Test
  void certificateFilesThatCannotBeReadAreUsageErrors(@TempDir Path folder) throws Exception {
    Path broken = Files.writeString(folder.resolve("broken.pem"), "not a certificate");
    for (Path file : List.of(folder.resolve("missing.pem"), broken)) {
      assertThatThrownBy(
              () ->
                  Server.connect(
                          Endpoint.parse("rediss://localhost:1").withTls(file, null, null, false))
                      .close())
          .isInstanceOf(Failure.Usage.class)
          .hasMessageContaining(file.toString());
    }
  }

  private static RedisServer withTls(Certificate certificate, String... config) {
    String[] lines = new String[config.length + 4];
    lines[0] = "tls-cert-file " + certificate.certificate();
    lines[1] = "tls-key-file " + certificate.key();
    lines[2] = "tls-ca-cert-file " + certificate.certificate();
    lines[3] = "tls-auth-clients no";
    System.arraycopy(config, 0, lines, 4, config.length);
    return RedisServer.startWithTls(RedisBinary.BUNDLED_7_0, lines);
  }

  @Test
  void nothingIsLeftOnTheServer(@OwnServer RedisServer server) {
    Server connected = connect(to(server.url()));
    var _ = connected.log().await(Map.of("none", EntryId.ZERO), 1, Duration.ofSeconds(5));
    Poll.until(PATIENCE, "both connections and this one", () -> clients(server) == 3);

    connected.close();

    Poll.until(PATIENCE, "only this one", () -> clients(server) == 1);
  }

  /// Connections, the asking one included.
  private static long clients(RedisServer server) {
    return String.valueOf(server.execute("CLIENT", "LIST")).lines().count();
  }
}
