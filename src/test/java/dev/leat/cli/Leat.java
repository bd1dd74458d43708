package dev.leat.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The leat that was built, run as a user runs it: a process of its own, with nothing of leat's or
/// Redis's in its environment but what a test says.
///
/// `-Dleat.binary=PATH` chooses another build, such as the native one.
public final class Leat {
  private static final Path BINARY = Path.of(System.getProperty("leat.binary"));

  private final Map<String, String> environment;

  private Leat(Map<String, String> environment) {
    this.environment = environment;
  }

  /// Without any configuration.
  public static Leat plain() {
    return new Leat(Map.of());
  }

  /// With a server to use, named by LEAT_URL.
  public static Leat at(String url) {
    return plain().with("LEAT_URL", url);
  }

  /// The same with one more environment variable.
  public Leat with(String variable, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(variable, value);
    return new Leat(more);
  }

  /// Runs a command line to its end, with nothing on standard input.
  public Result run(String... args) {
    return feed("", args);
  }

  /// Runs a command line to its end with a text on standard input.
  public Result feed(String input, String... args) {
    return feed(input.getBytes(UTF_8), args);
  }

  /// Runs a command line to its end with bytes on standard input.
  public Result feed(byte[] input, String... args) {
    try (RunningLeat running = start(args)) {
      running.write(input);
      running.endInput();
      return running.end();
    }
  }

  /// Starts a command line that goes on.
  public RunningLeat start(String... args) {
    List<String> command = new ArrayList<>(List.of(BINARY.toString()));
    command.addAll(List.of(args));
    return startProcess(command);
  }

  /// Starts a shell command in which `"$LEAT"` is leat.
  public RunningLeat startShell(String script) {
    return startProcess(List.of("bash", "-c", script));
  }

  private RunningLeat startProcess(List<String> command) {
    try {
      Path errors = Files.createTempFile("leat-", ".err");
      ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
      builder
          .environment()
          .keySet()
          .removeIf(name -> name.startsWith("LEAT_") || name.startsWith("REDIS"));
      builder.environment().put("LEAT", BINARY.toString());
      builder.environment().putAll(environment);
      return new RunningLeat(builder.start(), errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What a command line came to.
  public record Result(int code, String out, String err) {
    public List<String> lines() {
      return out.lines().toList();
    }
  }
}
