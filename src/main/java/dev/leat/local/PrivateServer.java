package dev.leat.local;

import dev.leat.core.Failure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A server of the user's own in one directory, which holds its data, its password and its log.
///
/// The directory is open to nobody else (mode 0700). The server listens on 127.0.0.1 alone, on the
/// port of its last start where that is free, and asks for a password that is in no command line
/// and in no environment. It keeps an append-only file, written to disk every second: what a power
/// failure can take is the last second. It outlives the process that started it.
///
/// Where these rules are broken, for example because the directory is readable by others, every
/// method throws a [Failure.Usage]; where the server is there but does not answer, a
/// [Failure.Unreachable].
public final class PrivateServer {
  /// How long a starting server may take to answer; it does so before it reads its data.
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /// How long a running server may stay silent, on its way up, on its way down or in a long
  /// command.
  private static final Duration SILENCE = Duration.ofSeconds(5);

  /// How long to wait for a server that reads its data into memory, or writes the rest of it out.
  private static final Duration DATA_PATIENCE = Duration.ofMinutes(2);

  private final ServerDirectory directory;
  private final Map<String, String> environment;

  private PrivateServer(ServerDirectory directory, Map<String, String> environment) {
    this.directory = directory;
    this.environment = environment;
  }

  /// A private server that can be used.
  ///
  /// @param host always a loopback address
  /// @param port the TCP port, the same after each start unless somebody else took it
  /// @param pid the server's process ID
  /// @param password the password of the user `default`
  /// @param version product and version, such as `Redis 7.0.15` or `Valkey 9.1.2`
  /// @param directory where data, password and log are
  /// @param binary the program that runs
  public record Running(
      String host,
      int port,
      long pid,
      String password,
      String version,
      Path directory,
      Path binary) {
    /// Leaves the password out, so that it ends in no message and no log.
    @Override
    public String toString() {
      return version + " at " + host + ":" + port + ", pid " + pid + ", in " + directory;
    }
  }

  /// Names a private server; nothing is touched yet.
  ///
  /// @param dir its directory, relative to the working directory or absolute; by default
  ///   `leat/server` where the platform keeps a user's data: `$XDG_DATA_HOME` or `~/.local/share`,
  ///   `~/Library/Application Support` on macOS
  /// @param environment the environment variables: `PATH` to look for a server, `HOME` and
  ///   `XDG_DATA_HOME` for the default place
  /// @throws Failure.Usage when no directory is given and there is no home directory
  public static PrivateServer at(Optional<Path> dir, Map<String, String> environment) {
    Path path =
        dir.orElseGet(() -> Platform.current().dataHome(environment).resolve("leat/server"));
    return new PrivateServer(
        new ServerDirectory(path.toAbsolutePath().normalize()), Map.copyOf(environment));
  }

  /// The server's directory, whether it exists or not.
  public Path directory() {
    return directory.path();
  }

  /// Finds the server, and starts it where it does not run. Of several processes that call this at
  /// once, one starts it and the others wait for that one.
  ///
  /// @throws Failure.Usage when the directory is unfit, or no server can be run on this machine
  /// @throws Failure.Unreachable when the server does not start or does not answer
  public Running ensureStarted() {
    Optional<Running> running = status();
    if (running.isPresent()) {
      return running.get();
    }
    directory.prepare();
    try (StartLock _ = StartLock.acquire(directory, DATA_PATIENCE)) {
      // Whoever held the lock before may have started it.
      running = find();
      return running.isPresent() ? running.get() : start();
    }
  }

  /// The server, if it runs. Starts nothing and creates nothing.
  ///
  /// @throws Failure.Usage when the directory is unfit
  /// @throws Failure.Unreachable when the server is there and does not answer
  public Optional<Running> status() {
    return directory.exists() ? find() : Optional.empty();
  }

  /// Stops the server cleanly and waits until it is gone; its data stays.
  ///
  /// @return whether there was one to stop
  /// @throws Failure.Usage when the directory is unfit
  /// @throws Failure.Unreachable when the server does not answer or does not end
  public boolean stop() {
    if (!directory.exists()) {
      return false;
    }
    try (StartLock _ = StartLock.acquire(directory, DATA_PATIENCE)) {
      Optional<Running> running = find();
      running.ifPresent(this::shutDown);
      return running.isPresent();
    }
  }

  /// Asks at the recorded port. An unanswered question means "not running" only when the recorded
  /// process is gone too: a second server on the same data would destroy it.
  private Optional<Running> find() {
    Optional<Registration> registered = Registration.read(directory);
    if (registered.isEmpty()) {
      return Optional.empty();
    }
    Registration registration = registered.get();
    Wait silence = new Wait(SILENCE);
    Wait loading = new Wait(DATA_PATIENCE);
    while (true) {
      switch (Probe.ask(registration)) {
        case Probe.Ready ready -> {
          return Optional.of(running(registration, ready));
        }
        case Probe.Loading _ -> {
          if (!loading.again()) {
            throw unreachable("still reads its data", "try again later");
          }
        }
        case Probe.Absent _, Probe.Silent _ -> {
          Optional<ProcessHandle> process = ServerProcess.of(directory);
          if (process.isEmpty()) {
            return Optional.empty();
          }
          // It may be on its way up or down.
          if (!silence.again()) {
            throw unreachable(
                "(pid " + process.get().pid() + ") does not answer",
                "kill -9 " + process.get().pid() + ", and it is started again on its data");
          }
        }
      }
    }
  }

  private Running start() {
    ServerBinary binary = ServerBinary.find(environment, directory);
    Launch launch = new Launch(directory, binary, environment, PATIENCE);
    launch.run();
    return find().orElseThrow(launch::failure);
  }

  private Running running(Registration registration, Probe.Ready ready) {
    return new Running(
        Probe.HOST,
        registration.port(),
        ready.pid(),
        directory.readPassword(),
        ready.version(),
        directory.path(),
        registration.binary());
  }

  private void shutDown(Running running) {
    Probe.shutDown(running);
    Wait wait = new Wait(DATA_PATIENCE);
    while (ServerProcess.of(directory, running.pid()).isPresent()) {
      if (!wait.again()) {
        throw unreachable("(pid " + running.pid() + ") does not end", null);
      }
    }
  }

  private Failure.Unreachable unreachable(String what, @Nullable String hint) {
    return new Failure.Unreachable(
        "the private server in " + directory.path() + " " + what, hint, null);
  }
}
