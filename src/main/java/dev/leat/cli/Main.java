package dev.leat.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Where `leat` starts: arguments and streams in, an exit code out.
@Command(
    name = "leat",
    description = "Event logs on Redis Streams.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  private Main() {}

  public static void main(String[] args) {
    System.exit(
        run(
            args,
            new FileInputStream(FileDescriptor.in),
            new FileOutputStream(FileDescriptor.out),
            new FileOutputStream(FileDescriptor.err)));
  }

  /// Runs one command line on the given streams and leaves the process alone.
  ///
  /// @return the exit code
  public static int run(String[] args, InputStream in, OutputStream out, OutputStream err) {
    return new CommandLine(new Main())
        .setOut(new PrintWriter(new OutputStreamWriter(out, UTF_8), true))
        .setErr(new PrintWriter(new OutputStreamWriter(err, UTF_8), true))
        .execute(args);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  /// The version that the build wrote into the resource beside this class.
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      try (var resource = Main.class.getResourceAsStream("version.txt")) {
        if (resource == null) {
          throw new IllegalStateException("version.txt is missing beside " + Main.class);
        }
        return new String[] {"leat " + new String(resource.readAllBytes(), UTF_8).strip()};
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
