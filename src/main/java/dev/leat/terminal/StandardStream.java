package dev.leat.terminal;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// One of the three streams that the process was started with.
///
/// `System.console()` knows standard input and output together only, and JLine's native `isatty`
/// takes 40 to 90 ms in a new JVM, because it unpacks a library. So on Linux the file behind the
/// stream is looked at (well below 1 ms), elsewhere a shell is asked (some 5 ms), on Windows the
/// console.
public enum StandardStream {
  IN(0),
  OUT(1),
  ERR(2);

  private static final Path OPEN_FILES = Path.of("/proc/self/fd");

  /// An exit code that nothing else gives, so that a shell that fails is not taken for a yes.
  private static final int YES = 42;

  private final int descriptor;

  StandardStream(int descriptor) {
    this.descriptor = descriptor;
  }

  /// Whether a terminal is at its other end. May take milliseconds: ask once, and only where it
  /// matters.
  // The console is null still where standard input is no terminal, unless JLine's module is there.
  @SuppressWarnings("SystemConsoleNull")
  public boolean isTerminal() {
    if (Files.isDirectory(OPEN_FILES)) {
      try {
        return isTerminal(
            Files.readSymbolicLink(OPEN_FILES.resolve(Integer.toString(descriptor))).toString());
      } catch (IOException e) {
        // Closed, for example.
        return false;
      }
    }
    if (File.separatorChar == '\\') {
      @Nullable Console console = System.console();
      return console != null && console.isTerminal();
    }
    return askShell();
  }

  /// @param file as Linux names it: `/dev/pts/3`, `/dev/tty1`, `/dev/console`, `pipe:[143718]`
  static boolean isTerminal(String file) {
    return file.startsWith("/dev/pts/")
        || file.startsWith("/dev/tty")
        || file.equals("/dev/console");
  }

  boolean askShell() {
    try {
      Process shell =
          new ProcessBuilder("/bin/sh", "-c", "[ -t " + descriptor + " ] && exit " + YES)
              .inheritIO()
              .start();
      return shell.waitFor() == YES;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
