package dev.leat.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import dev.leat.core.Failure;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// One start of a server. The caller holds the start lock and knows that no server runs.
///
/// The server makes itself a daemon, in a session of its own: a Ctrl-C in the terminal, or its end,
/// does not reach it. It gets none of the caller's open files, so that no pipe stays open because
/// of it.
final class Launch {
  static final Redirect NOTHING = Redirect.from(new File("/dev/null"));

  private static final int ATTEMPTS = 5;
  private static final long MAX_LOG_BYTES = 1 << 20;

  private final ServerDirectory directory;
  private final ServerBinary binary;
  private final Map<String, String> environment;
  private final Duration patience;
  private long logStart;

  Launch(
      ServerDirectory directory,
      ServerBinary binary,
      Map<String, String> environment,
      Duration patience) {
    this.directory = directory;
    this.binary = binary;
    this.environment = environment;
    this.patience = patience;
  }

  /// Starts the server and returns when it answers, be it that it still reads its data.
  ///
  /// @throws Failure.Unreachable when it does not come up; the message is the server's own
  void run() {
    for (int attempt = 1; !listens(attempt == 1 ? lastPort() : freePort()); attempt++) {
      if (attempt == ATTEMPTS) {
        throw failure();
      }
    }
  }

  /// @return false when another process has taken the port in the meantime
  private boolean listens(int port) {
    prepareLog();
    Registration registration = register(port);
    launch();
    Wait wait = new Wait(patience);
    while (true) {
      switch (Probe.ask(registration)) {
        case Probe.Ready _, Probe.Loading _ -> {
          return true;
        }
        case Probe.Absent _, Probe.Silent _ -> {}
      }
      // The pid file comes once it listens; before that, only the log tells that it has given up.
      boolean begun = Files.exists(directory.pidFile());
      if (!begun && log().contains("Failed listening on port")) {
        return false;
      }
      if ((begun && ServerProcess.of(directory).isEmpty()) || !wait.again()) {
        throw failure();
      }
    }
  }

  private Registration register(int port) {
    String password = directory.createPassword();
    String proof = hash(password);
    Registration registration =
        new Registration(port, binary.path(), ServerDirectory.secret(), proof);
    directory.writePrivate(directory.config(), config(registration));
    registration.write(directory);
    return registration;
  }

  /// All paths are relative to the server's working directory, which is the data directory: so no
  /// blank or quote in its name needs quoting here. Redis 6.2 and all later ones take this; users
  /// are given by hashes of their passwords. The append-only file has no binary part, which only
  /// servers of the same or a later version could read: the next start may find another server.
  private static String config(Registration registration) {
    return """
    # Written by leat at each start: changes are lost.
    bind %s
    protected-mode yes
    port %d
    tcp-backlog 128
    daemonize yes
    pidfile redis.pid
    logfile redis.log
    dir ./
    user default on #%s ~* &* +@all
    user probe on #%s %s
    appendonly yes
    appendfsync everysec
    aof-load-truncated yes
    aof-use-rdb-preamble no
    save ""
    maxmemory-policy noeviction
    """
        .formatted(
            Probe.HOST,
            registration.port(),
            registration.proof(),
            hash(registration.probe()),
            Probe.RULES);
  }

  private void launch() {
    try {
      Files.deleteIfExists(directory.pidFile());
      ProcessBuilder builder =
          new ProcessBuilder(binary.path().toString(), directory.config().getFileName().toString())
              .directory(directory.path().toFile())
              .redirectInput(NOTHING)
              .redirectErrorStream(true)
              .redirectOutput(Redirect.appendTo(directory.log().toFile()));
      ServerBinary.limit(builder, environment);
      Process process = builder.start();
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)
          || process.exitValue() != 0) {
        process.destroyForcibly();
        throw failure();
      }
    } catch (IOException e) {
      throw new Failure.Usage(
          "cannot run " + binary.path() + ": " + Reason.of(e),
          "another place for the private server: -u local:DIR");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure();
    }
  }

  private void prepareLog() {
    Path log = directory.log();
    try {
      if (Files.exists(log) && Files.size(log) > MAX_LOG_BYTES) {
        Files.move(log, log.resolveSibling("redis.log.old"), REPLACE_EXISTING);
      }
      FileChannel.open(
              log,
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
              ServerDirectory.privateFile())
          .close();
      logStart = Files.size(log);
    } catch (IOException e) {
      throw ServerDirectory.unwritable(log, e);
    }
  }

  /// What this start has written to the log.
  private String log() {
    try (var log = Files.newInputStream(directory.log())) {
      log.skipNBytes(logStart);
      return new String(log.readNBytes((int) MAX_LOG_BYTES), UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  /// Why it did not come up, in its own words.
  Failure.Unreachable failure() {
    return new Failure.Unreachable(
        "the private server in " + directory.path() + " does not start: " + lastWords(log()),
        "the whole story is in " + directory.log(),
        null);
  }

  /// The last warning, or else the last line, of a log with lines such as `4711:M 21 Nov 2026
  /// 04:17:41.123 # Can't handle RDB format version 12`.
  static String lastWords(String log) {
    List<String> lines = log.lines().filter(line -> !line.isBlank()).toList();
    return lines.reversed().stream()
        .filter(line -> line.contains(" # "))
        .map(line -> line.substring(line.indexOf(" # ") + 3))
        .filter(line -> !line.startsWith("WARNING"))
        .findFirst()
        .orElse(lines.isEmpty() ? "it says nothing" : lines.getLast());
  }

  /// The port of the last start, so that who followed the server then finds it again; another one
  /// when that is taken.
  private int lastPort() {
    int last = Registration.read(directory).map(Registration::port).orElse(0);
    try {
      return bind(last);
    } catch (IOException | IllegalArgumentException taken) {
      return freePort();
    }
  }

  /// A port that is free now. Another process may take it before the server does: see [#run].
  private static int freePort() {
    try {
      return bind(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @param port 0 for any
  private static int bind(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.ofLiteral(Probe.HOST))) {
      return socket.getLocalPort();
    }
  }

  private static String hash(String password) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(password.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
