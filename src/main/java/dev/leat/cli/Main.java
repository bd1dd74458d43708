package dev.leat.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leat.core.Failure;
import dev.leat.core.Stop;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CancellationException;

/// Where `leat` starts: arguments and streams in, an exit code out.
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Stop stop = new Stop();
    Signals signals = Signals.listen(stop);
    int code =
        run(
            args,
            new Surroundings(
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                new Diagnostics(new FileOutputStream(FileDescriptor.err)),
                System.getenv(),
                new ProcessTerminals(),
                InstantSource.system(),
                stop));
    System.exit(signals.exitCode(code));
  }

  /// Runs one command line on the given streams, none of which is a terminal, and leaves the
  /// process alone.
  ///
  /// @return the exit code
  public static int run(String[] args, InputStream in, OutputStream out, OutputStream err) {
    return run(
        args,
        new Surroundings(
            in,
            out,
            new Diagnostics(err),
            System.getenv(),
            Terminals.NONE,
            InstantSource.system(),
            new Stop()));
  }

  /// Runs one command line and leaves the process alone.
  ///
  /// @return the exit code
  static int run(String[] args, Surroundings surroundings) {
    try {
      return dispatch(List.of(args), surroundings).code();
    } catch (Failure failure) {
      surroundings.diagnostics().failure(failure);
      return ExitCode.of(failure).code();
    } catch (CancellationException stopped) {
      if (!surroundings.stop().requested()) {
        return bug(stopped, surroundings);
      }
      // Given up for a signal, which gives the exit code.
      return ExitCode.DONE.code();
    } catch (RuntimeException | Error bug) {
      return bug(bug, surroundings);
    }
  }

  private static int bug(Throwable bug, Surroundings surroundings) {
    surroundings.diagnostics().bug(bug);
    return ExitCode.INTERNAL.code();
  }

  private static ExitCode dispatch(List<String> args, Surroundings surroundings) {
    if (args.equals(List.of("--version")) || args.equals(List.of("-V"))) {
      return print(version(), surroundings);
    }
    Route route = Route.of(args, surroundings);
    CommandName name = route.command();
    if (name == null) {
      return withoutCommand(route, surroundings);
    }
    Command command = name.create(surroundings);
    Parser parser = new Parser(command::declare, name.words(), surroundings);
    parser.parse(route.args());
    CommonOptions common = parser.common();
    if (common.help()) {
      return print(HelpPage.of(name, parser.options()), surroundings);
    }
    if (common.version()) {
      return print(version(), surroundings);
    }
    surroundings.diagnostics().configure(common);
    command.run();
    return ExitCode.DONE;
  }

  /// A group's name alone, or none at all: as git and kubectl do, the help that was asked for is
  /// output, and the help that was not is an error.
  private static ExitCode withoutCommand(Route route, Surroundings surroundings) {
    Parser parser = new Parser(new SharedOptions()::declare, route.group(), surroundings);
    var _ = parser.parseLeading(route.args());
    if (parser.common().version()) {
      return print(version(), surroundings);
    }
    String help = HelpPage.of(route.group(), parser.options());
    if (parser.common().help()) {
      return print(help, surroundings);
    }
    surroundings.diagnostics().page(help);
    return ExitCode.USAGE;
  }

  private static ExitCode print(String text, Surroundings surroundings) {
    try (Lines out = new Lines(surroundings.out())) {
      out.line(text.stripTrailing());
    }
    return ExitCode.DONE;
  }

  /// The version that the build wrote into the resource beside this class.
  private static String version() {
    try (var resource = Main.class.getResourceAsStream("version.txt")) {
      if (resource == null) {
        throw new IllegalStateException("version.txt is missing beside " + Main.class);
      }
      return "leat " + new String(resource.readAllBytes(), UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
