package dev.leat.format;

import dev.leat.core.Failure;
import dev.leat.core.Output;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/// The writers of the output formats.
public final class Outputs {
  private Outputs() {}

  /// A writer over a stream of bytes. It buffers: nothing is visible until it is flushed or 64 KiB
  /// came together. Never wrap a `PrintStream`, which swallows errors.
  ///
  /// Its calls throw [Failure.OutputClosed] when the reader has left and [Failure.OutputFailed]
  /// when the bytes cannot be written, as on a full disk. It is for one thread.
  public static Output open(OutputStream out, OutputOptions options) {
    return switch (options.format()) {
      case JSON -> new JsonOutput(out, options.color(), options.parse());
      case TEXT -> new TextOutput(new OutputBuffer(out), options.color(), options.streamNames());
      case RAW -> new RawOutput(new OutputBuffer(out));
      case IDS -> new IdsOutput(out);
    };
  }

  /// What it means that bytes could not be written: [Failure.OutputClosed] when the reader has
  /// left, [Failure.OutputFailed] when anything else is in the way, such as a full disk.
  public static Failure failure(IOException thrown) {
    // Java gives the reason in words alone: "Broken pipe" (EPIPE), on Windows "The pipe is being
    // closed" or "has been ended".
    String reason = String.valueOf(thrown.getMessage());
    String words = reason.toLowerCase(Locale.ROOT);
    return words.contains("pipe") || words.contains("connection reset")
        ? new Failure.OutputClosed(thrown)
        : new Failure.OutputFailed("the output cannot be written: " + Escapes.line(reason), thrown);
  }
}
