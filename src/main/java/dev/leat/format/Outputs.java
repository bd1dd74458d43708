package dev.leat.format;

import dev.leat.core.Output;
import java.io.OutputStream;

/// The writers of the output formats.
public final class Outputs {
  private Outputs() {}

  /// A writer over a stream of bytes. It buffers: nothing is visible until it is flushed or 64 KiB
  /// came together. Never wrap a `PrintStream`, which swallows errors.
  ///
  /// Its calls throw [dev.leat.core.Failure.OutputClosed] when the reader has left and
  /// [dev.leat.core.Failure.OutputFailed] when the bytes cannot be written, as on a full disk. It
  /// is for one thread.
  public static Output open(OutputStream out, OutputOptions options) {
    return switch (options.format()) {
      case JSON -> new JsonOutput(new OutputBuffer(out), options.color(), options.parse());
      case TEXT -> new TextOutput(new OutputBuffer(out), options.color(), options.streamNames());
      case RAW -> new RawOutput(new OutputBuffer(out));
      case IDS -> new IdsOutput(out);
    };
  }
}
