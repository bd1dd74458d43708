package dev.leat.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A real server on a free port of this machine, with a folder of its own under the system's
/// temporary folder.
///
/// Most tests take the [#shared()] one and names of their own from [#key]; a test that stops, fills
/// or configures its server takes its own by [#start] and closes it. [RedisExtension] hands both to
/// test methods as parameters.
public final class RedisServer implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(20);
  private static final int PORT_TRIES = 20;
  private static final Map<RedisBinary, RedisServer> SHARED = new EnumMap<>(RedisBinary.class);
  private static final AtomicLong KEYS = new AtomicLong();

  private final RedisBinary binary;
  private final boolean sentinel;
  private final Path folder;
  private final List<String> config;
  private final boolean tls;
  private int port;
  private int tlsPort;
  private @Nullable Run run;

  private RedisServer(RedisBinary binary, boolean sentinel, boolean tls, List<String> config) {
    this.binary = binary;
    this.sentinel = sentinel;
    this.tls = tls;
    this.config = config;
    try {
      folder = Files.createTempDirectory("leat-server-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The server that the tests of this JVM share, as the run chose it.
  public static RedisServer shared() {
    return shared(RedisBinary.CHOSEN);
  }

  /// The server of one kind that the tests of this JVM share; it stops with the JVM.
  public static RedisServer shared(RedisBinary binary) {
    synchronized (SHARED) {
      return SHARED.computeIfAbsent(
          binary,
          b -> {
            RedisServer server = start(b);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            return server;
          });
    }
  }

  /// Starts a server, as the run chose it, for one test.
  ///
  /// @param config lines as in `redis.conf`, such as `maxmemory 2mb`; they win over the defaults
  public static RedisServer start(String... config) {
    return start(RedisBinary.CHOSEN, config);
  }

  /// Starts a server of one kind for one test.
  public static RedisServer start(RedisBinary binary, String... config) {
    return new RedisServer(binary, false, false, List.of(config)).startOnFreePort();
  }

  /// Starts a server that listens with TLS on [#tlsPort] as well; `config` names its certificate
  /// (`tls-cert-file`, `tls-key-file`, `tls-ca-cert-file`, `tls-auth-clients`).
  public static RedisServer startWithTls(RedisBinary binary, String... config) {
    return new RedisServer(binary, false, true, List.of(config)).startOnFreePort();
  }

  /// Starts a Sentinel; `config` says what it watches (`sentinel monitor NAME HOST PORT QUORUM`).
  public static RedisServer startSentinel(RedisBinary binary, String... config) {
    return new RedisServer(binary, true, false, List.of(config)).startOnFreePort();
  }

  /// A name that no other test uses.
  public static String key(String name) {
    return name + "-" + KEYS.incrementAndGet();
  }

  public int port() {
    return port;
  }

  public int tlsPort() {
    return tlsPort;
  }

  /// `redis://127.0.0.1:PORT`.
  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /// The folder that holds its data, its configuration and its log, `server.log`.
  public Path folder() {
    return folder;
  }

  /// Runs a command on a connection of its own. See [Resp#execute].
  public @Nullable Object execute(String... command) {
    try (Resp client = new Resp(port)) {
      return client.execute(command);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// SIGKILL; what was not on disk is lost. [#restart] brings it back.
  public void kill() {
    running().kill();
    run = null;
  }

  /// SIGSTOP: the server hangs with its connections open.
  public void pause() {
    running().pause();
  }

  /// SIGCONT.
  public void resume() {
    running().resume();
  }

  /// Starts it again on the same port with the same data, after stopping it when it runs.
  public void restart() {
    if (run != null) {
      run.stop();
    }
    run = launch();
    if (!awaitReady()) {
      throw new IllegalStateException("the server did not start again:\n" + log());
    }
  }

  /// Stops it and deletes its folder.
  @Override
  public void close() {
    if (run != null) {
      run.stop();
      run = null;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // A file that a container's user owns stays behind in the temporary folder; no test depends
      // on it.
    }
  }

  private Run running() {
    if (run == null) {
      throw new IllegalStateException("the server was killed");
    }
    return run;
  }

  private RedisServer startOnFreePort() {
    for (int i = 0; i < PORT_TRIES; i++) {
      port = freePort();
      tlsPort = tls ? freePort() : 0;
      run = launch();
      if (awaitReady()) {
        return this;
      }
      if (!log().contains("Address already in use")) {
        break;
      }
      deleteConfig();
    }
    String log = log();
    close();
    throw new IllegalStateException("the server did not start:\n" + log);
  }

  private void deleteConfig() {
    try {
      Files.deleteIfExists(folder.resolve("redis.conf"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Below the range from which systems give ports to outgoing connections, so that none of those
  /// takes it first; and so that the cluster bus (port + 10000) is there too.
  private static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(11_000, 22_000);
      try (ServerSocket probe = new ServerSocket(port);
          ServerSocket bus = new ServerSocket(port + 10_000)) {
        return Math.min(probe.getLocalPort(), bus.getLocalPort());
      } catch (IOException taken) {
        // the next draw
      }
    }
  }

  private Run launch() {
    String image = RedisBinary.image(binary);
    List<String> lines = new ArrayList<>();
    lines.add("port " + port);
    lines.add("bind " + (image == null ? "127.0.0.1" : "*"));
    if (image != null) {
      lines.add("protected-mode no");
    }
    if (!sentinel) {
      lines.add("save \"\"");
      lines.add("appendonly no");
    }
    lines.add("dir " + folder);
    if (tls) {
      lines.add("tls-port " + tlsPort);
    }
    lines.addAll(config);
    Path file = folder.resolve("redis.conf");
    try {
      if (image != null) {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
      }
      if (!Files.exists(
          file)) { // a sentinel keeps what it learns in this file: a restart leaves it alone
        Files.write(file, lines, UTF_8);
      }
      List<String> arguments =
          sentinel ? List.of(file.toString(), "--sentinel") : List.of(file.toString());
      return image == null
          ? new LocalRun(binary.path(), arguments, folder)
          : new ContainerRun(
              image, arguments, folder, tls ? List.of(port, tlsPort) : List.of(port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean awaitReady() {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (running().alive() && System.nanoTime() < deadline) {
      try (Resp client = new Resp(port)) {
        client.execute("PING");
        return true;
      } catch (Resp.ErrorReply answer) {
        if (!answer.getMessage().startsWith("LOADING")) {
          return true; // NOAUTH: it is up
        }
      } catch (IOException notYet) {
        // refused, or cut by a container's port forwarder, which accepts before its server does
      }
      pauseBeforeAskingAgain();
    }
    return false;
  }

  private static void pauseBeforeAskingAgain() {
    try {
      TimeUnit.MILLISECONDS.sleep(5);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a server started", e);
    }
  }

  private String log() {
    try {
      Path file = folder.resolve("server.log");
      return Files.exists(file) ? Files.readString(file, UTF_8) : "";
    } catch (IOException e) {
      return e.toString();
    }
  }

  /// A server that was started: a process or a container.
  interface Run {
    boolean alive();

    void kill();

    void pause();

    void resume();

    void stop();
  }

  private record LocalRun(Process process) implements Run {
    LocalRun(Path program, List<String> arguments, Path folder) throws IOException {
      List<String> command = new ArrayList<>();
      command.add(program.toString());
      command.addAll(arguments);
      this(
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("server.log").toFile())
              .start());
    }

    @Override
    public boolean alive() {
      return process.isAlive();
    }

    @Override
    public void kill() {
      process.destroyForcibly();
      join();
    }

    @Override
    public void pause() {
      signal("STOP");
    }

    @Override
    public void resume() {
      signal("CONT");
    }

    /// Without a farewell: its folder goes away with it, and a stopped process hears no SIGTERM.
    @Override
    public void stop() {
      kill();
    }

    private void signal(String name) {
      try {
        int code =
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
        if (code != 0) {
          throw new IllegalStateException("kill -" + name + " failed with " + code);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    private void join() {
      process.onExit().join();
    }
  }
}
