package dev.leat.local;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A `main` that starts the private server in another process, as a `leat -u local:` does.
final class StartedElsewhere {
  private StartedElsewhere() {}

  /// Starts it and prints its pid.
  ///
  /// @param arguments the server's directory
  public static void main(String[] arguments) {
    System.out.println(
        PrivateServer.at(Optional.of(Path.of(arguments[0])), Map.of()).ensureStarted().pid());
  }

  /// Runs it; standard output has the server's pid.
  static Process start(Path directory) throws IOException {
    return new ProcessBuilder(command(directory)).redirectError(Redirect.INHERIT).start();
  }

  static List<String> command(Path directory) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-cp",
        System.getProperty("java.class.path"),
        StartedElsewhere.class.getName(),
        directory.toString());
  }
}
