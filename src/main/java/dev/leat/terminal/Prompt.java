package dev.leat.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leat.core.Failure;
import dev.leat.core.Stop;
import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Questions to the person at the terminal. They go to the controlling terminal itself, so that
/// standard input may be a pipe and standard output stays data alone.
///
/// The terminal's own line editing is used; an answer is waited for in short steps, because a read
/// from a terminal cannot be given up and Ctrl-C must be heard.
public final class Prompt {
  private static final File TERMINAL = new File("/dev/tty");
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private Prompt() {}

  /// Asks a question that only `y` or `yes` agrees to.
  ///
  /// @param question harmless on a terminal, without its end: ` [y/N] ` is added
  /// @throws Failure.Usage when there is no terminal
  /// @throws CancellationException when a stop was requested in place of an answer
  public static boolean confirm(String question, Stop stop) {
    String answer =
        new String(ask(question + " [y/N] ", true, stop)).strip().toLowerCase(Locale.ROOT);
    return answer.equals("y") || answer.equals("yes");
  }

  /// Asks for a password and does not show it. An empty one is an answer too.
  ///
  /// @param question harmless on a terminal, such as `Password for localhost:6379: `
  /// @throws Failure.Usage when there is no terminal
  /// @throws CancellationException when a stop was requested in place of an answer
  public static char[] password(String question, Stop stop) {
    return ask(question, false, stop);
  }

  private static char[] ask(String question, boolean echo, Stop stop) {
    if (File.separatorChar == '\\') {
      return askConsole(question, echo);
    }
    try (InputStream in = new FileInputStream(TERMINAL);
        OutputStream out = new FileOutputStream(TERMINAL)) {
      return echo ? ask(question, in, out, stop) : askInSecret(question, in, out, stop);
    } catch (IOException e) {
      throw noTerminal();
    }
  }

  private static char[] askInSecret(String question, InputStream in, OutputStream out, Stop stop)
      throws IOException {
    String settings = stty("-g").strip();
    // A stop in the middle leaves through finally; a JVM that is ended outright leaves through the
    // hook.
    Thread restore = new Thread(() -> restore(settings));
    Runtime.getRuntime().addShutdownHook(restore);
    try {
      stty("-echo");
      return ask(question, in, out, stop);
    } finally {
      restore(settings);
      Runtime.getRuntime().removeShutdownHook(restore);
      out.write('\n');
    }
  }

  private static char[] ask(String question, InputStream in, OutputStream out, Stop stop)
      throws IOException {
    out.write(question.getBytes(UTF_8));
    while (in.available() == 0) {
      if (stop.requested()) {
        throw new CancellationException("a stop in place of an answer");
      }
      LockSupport.parkNanos(STEP_NANOS);
    }
    var line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      line.write(b);
    }
    byte[] bytes = line.toByteArray();
    CharBuffer characters = UTF_8.decode(ByteBuffer.wrap(bytes));
    char[] answer = new char[characters.remaining()];
    characters.get(answer);
    Arrays.fill(bytes, (byte) 0);
    return answer;
  }

  // It is null still where standard input is no terminal, unless JLine's module is there.
  @SuppressWarnings("SystemConsoleNull")
  private static char[] askConsole(String question, boolean echo) {
    @Nullable Console console = System.console();
    if (console == null || !console.isTerminal()) {
      throw noTerminal();
    }
    if (!echo) {
      return answered(console.readPassword("%s", question));
    }
    String line = console.readLine("%s", question);
    return answered(line == null ? null : line.toCharArray());
  }

  private static char[] answered(char @Nullable [] answer) {
    if (answer == null) {
      throw new Failure.Usage("no answer");
    }
    return answer;
  }

  private static Failure.Usage noTerminal() {
    return new Failure.Usage("there is no terminal to ask on");
  }

  private static void restore(String settings) {
    try {
      stty(settings);
    } catch (IOException e) {
      // The terminal is gone.
    }
  }

  /// Runs `stty` on the terminal: the JDK can turn echo off on standard input alone.
  private static String stty(String argument) throws IOException {
    Process process =
        new ProcessBuilder("stty", argument)
            .redirectInput(TERMINAL)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (InputStream output = process.getInputStream()) {
      String text = new String(output.readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        throw new IOException("stty " + argument);
      }
      return text;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
