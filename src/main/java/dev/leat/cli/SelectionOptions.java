package dev.leat.cli;

import dev.leat.core.Failure;
import dev.leat.core.Position;
import dev.leat.core.Selection;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which entries of a stream are wanted, before filters.
final class SelectionOptions {
  @Option(names = "-n", paramLabel = "N", converter = Count.class, description = "The last N only.")
  private @Nullable Long last;

  @Option(
      names = "--from",
      paramLabel = "POS",
      description = "From POS on: start, end, an ID or a TIME.")
  private @Nullable Position from;

  @Option(names = "--after", paramLabel = "POS", description = "From what comes after POS on.")
  private @Nullable Position after;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "From TIME on: 15m, 2h30m, 7d (ago), RFC 3339, or a date.")
  private @Nullable Instant since;

  @Option(names = "--to", paramLabel = "POS", description = "Up to and with POS.")
  private @Nullable Position to;

  @Option(names = "--until", paramLabel = "TIME", description = "Up to and with TIME.")
  private @Nullable Instant until;

  @Option(
      names = {"-c", "--count"},
      paramLabel = "N",
      converter = Count.Positive.class,
      description = "Stop after N.")
  private @Nullable Long count;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with what is added later.")
  private boolean follow;

  /// What the options say; the whole log where they say nothing.
  Selection selection() {
    boolean exclusive = after != null;
    return new Selection(
        lower(),
        exclusive,
        upper(),
        last == null ? OptionalLong.empty() : OptionalLong.of(last),
        count == null ? OptionalLong.empty() : OptionalLong.of(count),
        follow);
  }

  /// The same for a reader that follows: only what comes, unless a lower bound or `-n` says
  /// otherwise.
  Selection following() {
    Selection selection = selection().following();
    boolean bounded = last != null || from != null || after != null || since != null;
    return bounded ? selection : selection.withLast(0);
  }

  private Position lower() {
    if (given(from) + given(after) + given(since) > 1) {
      throw new Failure.Usage("--from, --after and --since exclude each other");
    }
    if (from != null) {
      return from;
    }
    if (after != null) {
      return after;
    }
    return since != null ? Position.of(since) : Position.START;
  }

  private Position upper() {
    if (to != null && until != null) {
      throw new Failure.Usage("--to and --until exclude each other");
    }
    if (to != null) {
      return to;
    }
    return until != null ? Position.of(until) : Position.END;
  }

  private static int given(@Nullable Object option) {
    return option == null ? 0 : 1;
  }
}
