package dev.leat.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leat.core.Stop;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/// Runs many command lines in one JVM, so that the AOT cache made from that run knows what all of
/// them need. It is part of `leat.jar` because a cache is valid only for the class path that it was
/// made with.
final class Training {
  private Training() {}

  /// Runs the command lines of a file, and fails on the first that fails.
  ///
  /// @param args the file of command lines: one a line, words split at blanks, lines with `#`
  ///   ignored, lines with `>` the standard input of the command line that follows
  public static void main(String[] args) throws IOException {
    var in = new StringBuilder();
    for (String line : Files.readAllLines(Path.of(args[0]))) {
      if (line.startsWith(">")) {
        in.append(line.substring(1).strip()).append('\n');
      } else if (!line.isBlank() && !line.startsWith("#")) {
        run(line, in.toString());
        in.setLength(0);
      }
    }
    // What only a process of its own does: its streams, its signals, its end.
    Main.main(new String[] {"--version"});
  }

  private static void run(String line, String in) {
    var err = new ByteArrayOutputStream();
    int code =
        Main.run(
            line.strip().split(" +"),
            new Surroundings(
                new ByteArrayInputStream(in.getBytes(UTF_8)),
                new ByteArrayOutputStream(),
                new Diagnostics(err),
                System.getenv(),
                Terminals.NONE,
                InstantSource.system(),
                new Stop()));
    if (code != 0) {
      throw new IllegalStateException(line + ": exit code " + code + ": " + err.toString(UTF_8));
    }
  }
}
