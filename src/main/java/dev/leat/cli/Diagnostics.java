package dev.leat.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leat.core.Failure;
import dev.leat.core.Notices;
import dev.leat.format.Escapes;
import dev.leat.terminal.ProgressBar;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/// Standard error: one line a message, in UTF-8 whatever the locale, harmless on a terminal.
final class Diagnostics implements Notices {
  private final OutputStream err;
  private boolean quiet;
  private boolean traces;
  private int verbosity;
  private @Nullable ProgressBar bar;

  Diagnostics(OutputStream err) {
    this.err = err;
  }

  /// Takes over what `-q`, `-v` and `--debug` said.
  void configure(CommonOptions options) {
    quiet = options.quiet();
    traces = options.debug();
    verbosity = options.verbosity();
  }

  /// A progress bar on standard error, which has to be a terminal. Messages take its place.
  ProgressBar progress(long total) {
    ProgressBar shown = new ProgressBar(err, total);
    bar = shown;
    return shown;
  }

  /// Takes the progress bar away for good, if there is one.
  void endProgress() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  /// Something worth knowing that changes nothing; silenced by `-q`.
  @Override
  public void say(String line) {
    if (!quiet) {
      print("leat: " + Escapes.line(line));
    }
  }

  /// Something that deserves a second look; silenced by `-q`.
  void warn(String line) {
    say("warning: " + line);
  }

  boolean isQuiet() {
    return quiet;
  }

  /// A detail, for `-v`.
  void detail(String line) {
    if (verbosity > 0) {
      say(line);
    }
  }

  /// Why the command ends; nothing when the reader of standard output has left, who no longer
  /// cares.
  void failure(Failure failure) {
    if (!(failure instanceof Failure.OutputClosed)) {
      print("leat: " + Escapes.line(String.valueOf(failure.getMessage())));
      String hint = failure.hint();
      if (hint != null) {
        print("  hint: " + Escapes.line(hint));
      }
    }
    trace(failure);
  }

  /// A failure nobody foresaw.
  void bug(Throwable thrown) {
    print("leat: internal error: " + Escapes.line(thrown.toString()));
    if (!traces) {
      print("  hint: run it again with --debug and report what it says");
    }
    trace(thrown);
  }

  private void trace(Throwable thrown) {
    if (traces) {
      StringWriter text = new StringWriter();
      thrown.printStackTrace(new PrintWriter(text));
      print(Escapes.block(text.toString().stripTrailing()));
    }
  }

  /// A text of several lines, such as a help page.
  void page(String text) {
    print(text.stripTrailing());
  }

  private void print(String line) {
    if (bar != null) {
      bar.erase();
    }
    try {
      err.write((line + '\n').getBytes(UTF_8));
      err.flush();
    } catch (IOException nobodyListens) {
      // There is no further place to say so.
    }
  }
}
