package dev.leat.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// The process behind a directory's pid file. After a crash or a reboot the number may belong to
/// any other process.
final class ServerProcess {
  private static final Path PROC = Path.of("/proc");

  private ServerProcess() {}

  /// The server's process, if it lives. In doubt it is said to be the server: the price is a
  /// message, while a second server on the same data would destroy it.
  static Optional<ProcessHandle> of(ServerDirectory directory) {
    return pid(directory).flatMap(pid -> of(directory, pid));
  }

  /// The same for a known pid, whose file may be gone already.
  static Optional<ProcessHandle> of(ServerDirectory directory, long pid) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> mayBelongTo(directory, process));
  }

  private static Optional<Long> pid(ServerDirectory directory) {
    try {
      return Optional.of(Long.valueOf(Files.readString(directory.pidFile()).strip()));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /// The server's working directory is its data directory, always. Without /proc its name has to
  /// do.
  private static boolean mayBelongTo(ServerDirectory directory, ProcessHandle process) {
    Path proc = PROC.resolve(Long.toString(process.pid()));
    if (!Files.exists(proc)) {
      return process
          .info()
          .command()
          .map(command -> command.contains("redis") || command.contains("valkey"))
          .orElse(false);
    }
    try {
      // What has no working directory has ended, and nobody has collected it yet.
      return Files.getAttribute(proc, "unix:uid")
              .equals(Files.getAttribute(directory.path(), "unix:uid"))
          && Files.isSameFile(proc.resolve("cwd"), directory.path());
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
