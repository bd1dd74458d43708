package dev.leat.cli;

import dev.leat.core.CursorFile;
import dev.leat.core.Filter;
import dev.leat.core.LogReader;
import dev.leat.core.Output;
import dev.leat.core.Reading;
import dev.leat.core.Selection;
import dev.leat.redis.Server;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a reader of whole streams keeps its place, and what it makes of a gap.
final class ReadingOptions {
  private @Nullable Path cursorFile;

  private boolean allowGap;

  void declare(Options options) {
    options.value(
        "--cursor-file",
        "FILE",
        "Resume where the last run with FILE ended, and keep the place there.",
        text -> cursorFile = Options.path(text));
    options.flag(
        "--allow-gap",
        "Warn of entries that are gone and go on, rather than fail (exit code 7).",
        () -> allowGap = true);
  }

  /// Prints what streams hold, until the selection ends or the command is to stop.
  void read(
      Server server,
      List<String> streams,
      Selection selection,
      Filter filter,
      Output output,
      Surroundings surroundings) {
    try (CursorFile cursors = cursorFile == null ? null : CursorFile.open(cursorFile)) {
      Reading reading =
          new Reading(
              streams,
              selection,
              filter,
              allowGap,
              !selection.follow(),
              Optional.ofNullable(cursors));
      var _ =
          new LogReader(
                  server.log(), reading, output, surroundings.diagnostics(), surroundings.stop())
              .run();
    }
  }
}
