package dev.leat.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.local.PrivateServer.Running;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerBinaryIT {
  private static final String REDIS_7 =
      "redis-server-7.0.15-" + Platform.current().os() + "-" + Platform.current().arch();

  @TempDir Path temp;

  @AfterEach
  void leaveNothingRunning() {
    server().stop();
  }

  @Test
  void whatIsBundledIsWhatIsExpected() throws IOException {
    for (ServerBinary.Bundled bundled : ServerBinary.BUNDLED) {
      try (InputStream resource =
          ServerBinary.class.getResourceAsStream("/" + bundled.resource())) {
        assertThat(resource).as(bundled.resource()).isNotNull();
        byte[] content = resource.readAllBytes();
        CRC32 crc = new CRC32();
        crc.update(content);
        assertThat(content).as(bundled.resource()).hasSize((int) bundled.size());
        assertThat(crc.getValue()).as(bundled.resource()).isEqualTo(bundled.crc());
      }
    }
  }

  @Test
  void aDamagedCopyOfTheBundledServerIsReplaced() throws IOException {
    Running running = server().ensureStarted();
    server().stop();
    byte[] damaged = Files.readAllBytes(running.binary());
    damaged[damaged.length / 2] ^= 1;
    Files.write(running.binary(), damaged);

    Running again = server().ensureStarted();

    assertThat(again.binary()).isEqualTo(running.binary());
    assertThat(Files.readAllBytes(again.binary())).isNotEqualTo(damaged);
  }

  @ParameterizedTest
  @CsvSource({
    "redis-server, Redis server v=7.0.15 sha=00000000:0 malloc=libc bits=64",
    "redis-server, Redis server v=6.2.0 sha=00000000:0 malloc=libc bits=64",
    "valkey-server, Valkey server v=8.0.1 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64",
  })
  void aRecentServerOnThePathIsPreferred(String name, String version) throws IOException {
    Path script = onPath(name, version);

    assertThat(server().ensureStarted().binary()).isEqualTo(script);
  }

  @ParameterizedTest
  @CsvSource({
    "redis-server, Redis server v=6.0.16 sha=00000000:0 malloc=libc bits=64",
    "redis-server, command not found",
  })
  void anOldOrBrokenServerOnThePathIsPassedOver(String name, String version) throws IOException {
    onPath(name, version);

    assertThat(server().ensureStarted().binary())
        .isEqualTo(temp.resolve("server/bin").resolve(REDIS_7));
  }

  @Test
  void theServerSeesNothingOfTheCallersEnvironment() throws IOException {
    onPath("redis-server", "Redis server v=7.0.15 sha=0");
    server().ensureStarted();

    // What a shell sets by itself, and what a wrapper needs.
    assertThat(Files.readAllLines(temp.resolve("environment")))
        .isNotEmpty()
        .allMatch(variable -> variable.matches("(PWD|OLDPWD|SHLVL|_|PATH|HOME|TZ)=.*"));
  }

  @Test
  void theOldestSupportedServerRunsAndAnotherOneTakesOver() throws IOException {
    String resource =
        switch (REDIS_7.substring(REDIS_7.indexOf("15-") + 3)) {
          case "linux-amd64" -> "/redis-server-6.2.6-v5-linux-amd64";
          case "linux-arm64" -> "/redis-server-6.2.7-linux-arm64";
          case "darwin-arm64" -> "/redis-server-6.2.6-v5-darwin-arm64";
          default -> "/redis-server-6.2.6-v5-darwin-amd64";
        };
    Path binary = Files.createDirectories(temp.resolve("path")).resolve("redis-server");
    try (InputStream content = ServerBinaryIT.class.getResourceAsStream(resource)) {
      Files.copy(content, binary);
    }
    Files.setPosixFilePermissions(binary, PosixFilePermissions.fromString("rwx------"));

    Running running = server().ensureStarted();

    assertThat(running.version()).startsWith("Redis 6.2.");
    assertThat(server().ensureStarted()).isEqualTo(running);
    ask(running, "XADD", "stream", "1-1", "field", "kept");
    assertThat(server().stop()).isTrue();

    // The next start finds another server, which changes how the data is kept.
    Path aside = Files.move(binary, binary.resolveSibling("aside"));
    Running newer = server().ensureStarted();
    assertThat(newer.version()).isEqualTo("Redis 7.0.15");
    assertThat(ask(newer, "XRANGE", "stream", "-", "+").holds("kept")).isTrue();
    server().stop();

    // The old one could not read that, and would start empty.
    Files.move(aside, binary);
    Running last = server().ensureStarted();
    assertThat(last.version()).isEqualTo("Redis 7.0.15");
    assertThat(ask(last, "XRANGE", "stream", "-", "+").holds("kept")).isTrue();
  }

  @Test
  void itsDataHasNoPartThatOnlyNewerServersRead() throws IOException {
    Running running = server().ensureStarted();
    ask(running, "XADD", "stream", "1-1", "field", "value");
    server().stop();

    try (var parts = Files.newDirectoryStream(temp.resolve("server/appendonlydir"), "*.rdb")) {
      assertThat(parts).isEmpty();
    }
  }

  private static Reply ask(Running running, String... command) throws IOException {
    try (var conversation =
        Conversation.open(running.host(), running.port(), Duration.ofSeconds(10))) {
      return conversation
          .ask(List.of(List.of("AUTH", running.password()), List.of(command)))
          .getLast();
    }
  }

  private PrivateServer server() {
    return PrivateServer.at(
        Optional.of(temp.resolve("server")),
        Map.of(
            "PATH", "relative:" + temp.resolve("path") + ":/usr/bin:/bin", "LEAT_PASSWORD", "x"));
  }

  /// A wrapper that runs the bundled server and says another version.
  private Path onPath(String name, String version) throws IOException {
    var bundled =
        ServerBinary.bundled(new ServerDirectory(temp.resolve("real")), Platform.current());
    Path script = Files.createDirectories(temp.resolve("path")).resolve(name);
    Files.writeString(
        script,
        """
        #!/bin/sh
        env >'%s'
        if [ "$1" = --version ]; then echo '%s'; else exec '%s' "$@"; fi
        """
            .formatted(temp.resolve("environment"), version, bundled.orElseThrow().path()));
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }
}
