package dev.leat.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leat.core.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the demo adds: the history of the repository it stands in, or where there is none the log
/// of the system's package manager.
///
/// @param what in words
/// @param past the command that prints all but the newest of it
/// @param news the command that prints the newest of it
/// @param newsCount how many lines that is
/// @param addOptions what `leat add` needs to take it
record DemoInput(
    String what, List<String> past, List<String> news, int newsCount, List<String> addOptions) {
  private static final int MOST = 1000;
  private static final int NEWS = 3;

  /// `%f` is the subject as it would stand in a file's name: no commit's makes a line that is not
  // JSON.
  private static final String COMMIT = "{\"commit\":\"%H\",\"date\":\"%aI\",\"subject\":\"%f\"}";

  private static final List<Path> PACKAGE_LOGS =
      List.of(
          Path.of("/var/log/dpkg.log"),
          Path.of("/var/log/apt/history.log"),
          Path.of("/var/log/pacman.log"),
          Path.of("/var/log/dnf.rpm.log"),
          Path.of("/var/log/zypp/history"),
          Path.of("/lib/apk/db/installed"),
          Path.of("/var/log/install.log"));

  /// Finds something to add.
  ///
  /// @throws Failure.NotFound when there is neither a history nor a log
  static DemoInput find() {
    long commits = commits();
    if (commits > 0) {
      return history(commits);
    }
    return packageLog()
        .orElseThrow(
            () ->
                new Failure.NotFound(
                    "neither a git history nor a package log to show",
                    "run it inside a git repository"));
  }

  private static DemoInput history(long commits) {
    List<String> git = List.of("git", "log", "--reverse", "--format=" + COMMIT);
    List<String> past = new ArrayList<>(git);
    past.addAll(List.of("-n", String.valueOf(MOST)));
    if (commits > NEWS) {
      past.addAll(List.of("--skip", String.valueOf(NEWS)));
    }
    List<String> news = new ArrayList<>(git);
    news.addAll(List.of("-n", String.valueOf(NEWS)));
    return new DemoInput(
        "the history of this repository",
        past,
        news,
        Math.toIntExact(Math.min(NEWS, commits)),
        List.of());
  }

  private static Optional<DemoInput> packageLog() {
    for (Path log : PACKAGE_LOGS) {
      List<String> news = List.of("tail", "-n", String.valueOf(NEWS), log.toString());
      String lines = Files.isReadable(log) ? output(news.toArray(String[]::new)) : null;
      if (lines != null && !lines.isEmpty()) {
        return Optional.of(
            new DemoInput(
                "the package log of this system",
                List.of("tail", "-n", String.valueOf(MOST), log.toString()),
                news,
                Math.toIntExact(lines.lines().count()),
                List.of("--input", "lines")));
      }
    }
    return Optional.empty();
  }

  private static long commits() {
    String count = output("git", "rev-list", "--count", "HEAD");
    try {
      return count == null ? 0 : Long.parseLong(count.strip());
    } catch (NumberFormatException noRepository) {
      return 0;
    }
  }

  private static @Nullable String output(String... command) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), UTF_8);
      return process.waitFor() == 0 ? text : null;
    } catch (IOException notInstalled) {
      return null;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
