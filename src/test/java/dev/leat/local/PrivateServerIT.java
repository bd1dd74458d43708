package dev.leat.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.leat.core.Failure;
import dev.leat.local.PrivateServer.Running;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateServerIT {
  @TempDir Path temp;
  private Path directory;
  private PrivateServer server;

  @BeforeEach
  void nameTheServer() {
    // Everything works in a place with such a name, or nothing does.
    directory = temp.resolve("a b/it's \"here\"\\n\n#é");
    server = PrivateServer.at(Optional.of(directory), Map.of());
  }

  @AfterEach
  void leaveNothingRunning() {
    server.stop();
  }

  @Test
  void startsOnFirstUseAndIsSharedAfterwards() {
    Running first = server.ensureStarted();

    assertThat(first.version()).isEqualTo("Redis 7.0.15");
    assertThat(first.host()).isEqualTo("127.0.0.1");
    assertThat(first.directory()).isEqualTo(directory);
    assertThat(first.binary()).startsWith(directory.resolve("bin"));
    assertThat(ask(first, "PING")).isEqualTo(new Reply.Text("PONG"));
    assertThat(server.ensureStarted()).isEqualTo(first);
    assertThat(PrivateServer.at(Optional.of(directory), Map.of()).status()).contains(first);
  }

  @Test
  void lookingCreatesNothing() {
    assertThat(server.status()).isEmpty();
    assertThat(server.stop()).isFalse();
    assertThat(directory).doesNotExist();
  }

  @Test
  void processesThatStartAtOnceShareOneServer() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      processes.add(StartedElsewhere.start(directory));
    }
    List<String> pids = new ArrayList<>();
    for (Process process : processes) {
      pids.add(new String(process.getInputStream().readAllBytes(), UTF_8).strip());
      assertThat(process.waitFor()).isZero();
    }

    assertThat(pids).hasSize(8).containsOnly(Long.toString(server.status().orElseThrow().pid()));
    assertThat(Files.readString(directory.resolve("redis.log")))
        .containsOnlyOnce("oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo");
  }

  @Test
  void threadsThatStartAtOnceShareOneServer() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Long>> starts = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        starts.add(() -> server.ensureStarted().pid());
      }
      List<Long> pids = new ArrayList<>();
      for (var start : threads.invokeAll(starts)) {
        pids.add(start.get());
      }
      assertThat(pids).hasSize(8).containsOnly(server.status().orElseThrow().pid());
    }
  }

  @Test
  void stopsAndKeepsItsData() throws Exception {
    Running before = server.ensureStarted();
    ask(before, "SET", "key", "kept");

    assertThat(server.stop()).isTrue();
    assertThat(Files.readString(directory.resolve("redis.log")))
        .endsWith("Redis is now ready to exit, bye bye...\n");
    assertThatExceptionOfType(ConnectException.class)
        .isThrownBy(() -> Conversation.open(before.host(), before.port(), Duration.ofSeconds(10)));
    assertThat(server.status()).isEmpty();
    assertThat(server.stop()).isFalse();

    Running after = server.ensureStarted();
    assertThat(ask(after, "GET", "key")).isEqualTo(new Reply.Text("kept"));
    assertThat(after.password()).isEqualTo(before.password());
    assertThat(after.port()).isEqualTo(before.port());
  }

  @Test
  void aKilledServerIsStartedAgainOnItsData() throws Exception {
    Running before = server.ensureStarted();
    ask(before, "SET", "key", "kept");
    kill(before);

    assertThat(server.status()).isEmpty();
    assertThat(ask(server.ensureStarted(), "GET", "key")).isEqualTo(new Reply.Text("kept"));
  }

  @Test
  void whatWasCutShortAtTheEndOfTheDataIsDropped() throws Exception {
    Running before = server.ensureStarted();
    ask(before, "SET", "key", "kept");
    kill(before);
    Files.writeString(
        directory.resolve("appendonlydir/appendonly.aof.1.incr.aof"),
        "*3\r\n$3\r\nSET\r\n$3\r\nke",
        StandardOpenOption.APPEND);

    assertThat(ask(server.ensureStarted(), "GET", "key")).isEqualTo(new Reply.Text("kept"));
  }

  @Test
  void aPidThatBelongsToAnotherProcessNowIsNoServer() throws Exception {
    kill(server.ensureStarted());
    Files.writeString(directory.resolve("redis.pid"), ProcessHandle.current().pid() + "\n");

    assertThat(server.status()).isEmpty();
    assertThat(server.ensureStarted().pid()).isNotEqualTo(ProcessHandle.current().pid());
  }

  @Test
  void aServerWithoutRegistrationIsNotStartedTwice() throws Exception {
    Running running = server.ensureStarted();
    String registration = Files.readString(directory.resolve("server"));
    Files.writeString(directory.resolve("server"), registration.replace("proof", "nothing"));

    assertThatExceptionOfType(Failure.Unreachable.class)
        .isThrownBy(server::ensureStarted)
        .withMessageContaining("(pid " + running.pid() + ") does not answer");

    Files.writeString(directory.resolve("server"), registration);
  }

  @Test
  void aHungServerIsReported() throws Exception {
    Running running = server.ensureStarted();
    run("kill", "-STOP", Long.toString(running.pid()));
    try {
      assertThatExceptionOfType(Failure.Unreachable.class)
          .isThrownBy(server::ensureStarted)
          .withMessageContaining("(pid " + running.pid() + ") does not answer")
          .satisfies(failure -> assertThat(failure.hint()).startsWith("kill -9 " + running.pid()));
    } finally {
      run("kill", "-CONT", Long.toString(running.pid()));
    }
    assertThat(server.ensureStarted()).isEqualTo(running);
  }

  @Test
  void dataThatCannotBeReadIsReportedInTheServersWords() throws Exception {
    server.ensureStarted();
    server.stop();
    Path manifest = directory.resolve("appendonlydir/appendonly.aof.manifest");
    String good = Files.readString(manifest);
    Files.writeString(manifest, "nonsense\n");

    assertThatExceptionOfType(Failure.Unreachable.class)
        .isThrownBy(server::ensureStarted)
        .withMessageContaining("does not start: ")
        .withMessageContaining("AOF manifest");

    Files.writeString(manifest, good);
    assertThat(server.ensureStarted().version()).isEqualTo("Redis 7.0.15");
  }

  @Test
  void nobodyElseCanOpenItsFiles() throws Exception {
    Running running = server.ensureStarted();

    assertThat(mode(directory)).isEqualTo("rwx------");
    assertThat(mode(directory.resolve("bin"))).isEqualTo("rwx------");
    for (String name : List.of("lock", "password", "server", "redis.conf", "redis.log")) {
      assertThat(mode(directory.resolve(name))).as(name).isEqualTo("rw-------");
    }
    assertThat(ask(running, "CONFIG", "GET", "bind").holds("127.0.0.1")).isTrue();
  }

  @Test
  void thePasswordIsInItsFileAlone() throws Exception {
    Running running = server.ensureStarted();
    String password = running.password();

    assertThat(password).matches("[0-9a-f]{64}");
    assertThat(Files.readString(directory.resolve("password")).strip()).isEqualTo(password);
    for (String name : List.of("server", "redis.conf", "redis.log")) {
      assertThat(Files.readString(directory.resolve(name))).as(name).doesNotContain(password);
    }
    assertThat(run("ps", "-eo", "args")).contains("redis-server").doesNotContain(password);
    assertThat(running.toString()).doesNotContain(password);
    assertThat(ask(running.port(), List.of(List.of("PING")))).isInstanceOf(Reply.Refusal.class);
  }

  @Test
  void aPipelineEndsWhileTheServerGoesOn() throws Exception {
    String starter =
        StartedElsewhere.command(directory).stream()
            .map(word -> "'" + word.replace("'", "'\\''") + "'")
            .reduce((one, other) -> one + " " + other)
            .orElseThrow();
    // cat ends when the last writer to the pipe has gone.
    Process pipeline = new ProcessBuilder("sh", "-c", starter + " | cat").start();

    assertThat(pipeline.waitFor(60, TimeUnit.SECONDS)).isTrue();
    String pid = new String(pipeline.getInputStream().readAllBytes(), UTF_8).strip();
    assertThat(server.status().map(Running::pid)).contains(Long.valueOf(pid));
    // Of a session of its own: what the terminal sends to its foreground does not reach it.
    assertThat(run("ps", "-o", "pgid=", "-p", pid).strip()).isEqualTo(pid);
  }

  private Reply ask(Running running, String... command) {
    return ask(running.port(), List.of(List.of("AUTH", running.password()), List.of(command)));
  }

  private static Reply ask(int port, List<List<String>> commands) {
    try (var conversation = Conversation.open("127.0.0.1", port, Duration.ofSeconds(10))) {
      return conversation.ask(commands).getLast();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void kill(Running running) throws Exception {
    ProcessHandle process = ProcessHandle.of(running.pid()).orElseThrow();
    assertThat(process.destroyForcibly()).isTrue();
    process.onExit().get(30, TimeUnit.SECONDS);
  }

  private static String run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
    return output;
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
