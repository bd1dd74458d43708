package dev.leat.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leat.core.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// Runs commands in front of the user: says each as it would be typed, runs it for real, and shows
/// what it printed, the middle of long outputs left out.
final class DemoStage {
  private static final int SHOWN = 3;

  private final Surroundings surroundings;
  private final Map<String, String> environment;
  private final Lines lines;

  DemoStage(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.environment = new HashMap<>(surroundings.environment());
    this.lines = new Lines(surroundings.out());
  }

  /// What happens next and why.
  void explain(String text) {
    lines.line("");
    lines.line("# " + text);
    lines.flush();
  }

  /// What was seen.
  void conclude(String text) {
    lines.line("  -> " + text);
    lines.flush();
  }

  /// Sets a variable for all commands to come.
  void export(EnvironmentVariable name, String value) {
    environment.put(name.name(), value);
    lines.line("$ export " + name + '=' + value);
    lines.flush();
  }

  /// A command under way.
  ///
  /// @param printed its standard output, line by line
  record Running(CompletableFuture<List<String>> printed) {}

  /// Runs a command to its end.
  ///
  /// @return what it printed
  /// @throws Failure when it ends with anything but 0
  List<String> leat(String... args) {
    announce(typed(List.of(args)));
    List<String> printed = run(InputStream.nullInputStream(), args);
    show(printed);
    return printed;
  }

  /// Starts a command that goes on beside those that follow.
  Running background(String... args) {
    announce(typed(List.of(args)) + " &");
    return new Running(
        CompletableFuture.supplyAsync(
            () -> run(InputStream.nullInputStream(), args), task -> new Thread(task).start()));
  }

  /// Waits for what was started with [#background] and shows what it printed.
  List<String> await(String whose, Running running) {
    List<String> printed = dev.leat.core.Replies.join(running.printed());
    lines.line("(" + whose + ")");
    show(printed);
    return printed;
  }

  /// Runs a command of the system with its output as the input of one of ours.
  List<String> pipe(List<String> command, String... args) {
    announce(quoted(command) + " | " + typed(List.of(args)));
    Process process;
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException missing) {
      throw new Failure.NotFound("'" + command.getFirst() + "' cannot be run", null);
    }
    List<String> printed = run(process.getInputStream(), args);
    show(printed);
    return printed;
  }

  private List<String> run(InputStream in, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            args,
            new Surroundings(
                in,
                out,
                new Diagnostics(err),
                environment,
                Terminals.NONE,
                surroundings.clock(),
                surroundings.stop()));
    if (code != 0) {
      throw new Failure.Refused(
          "'leat "
              + String.join(" ", args)
              + "' ended with code "
              + code
              + ": "
              + err.toString(UTF_8).strip().replace('\n', ' '),
          null);
    }
    return out.toString(UTF_8).lines().toList();
  }

  private void announce(String command) {
    lines.line("$ " + command);
    lines.flush();
  }

  private void show(List<String> printed) {
    if (printed.size() <= 2 * SHOWN) {
      printed.forEach(lines::line);
    } else {
      printed.subList(0, SHOWN - 1).forEach(lines::line);
      lines.line("  ... " + (printed.size() - SHOWN) + " more ...");
      lines.line(printed.getLast());
    }
    lines.flush();
  }

  private static String typed(List<String> args) {
    List<String> words = new ArrayList<>(args);
    words.addFirst("leat");
    return quoted(words);
  }

  private static String quoted(List<String> words) {
    return String.join(
        " ",
        words.stream()
            .map(
                word ->
                    word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
            .toList());
  }
}
