package dev.leat.cli;

import dev.leat.core.Failure;
import dev.leat.core.Position;
import dev.leat.core.Selection;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Which entries of a stream are wanted, before filters.
final class SelectionOptions {
  private @Nullable Long last;

  private @Nullable Position from;

  private @Nullable Position after;

  private @Nullable Instant since;

  private @Nullable Position to;

  private @Nullable Instant until;

  private @Nullable Long count;

  private boolean follow;

  void declare(Options all) {
    Options options = all.group("Which entries:");
    options.value("-n", "N", "The last N only.", text -> last = Count.parse(text, 0));
    options.value(
        "--from",
        "POS",
        "From POS on: start, end, an ID or a TIME.",
        text -> from = options.position(text));
    options.value(
        "--after", "POS", "From what comes after POS on.", text -> after = options.position(text));
    options.value(
        "--since",
        "TIME",
        "From TIME on: 15m, 2h30m, 7d (ago), RFC 3339, or a date.",
        text -> since = options.time(text));
    options.value("--to", "POS", "Up to and with POS.", text -> to = options.position(text));
    options.value("--until", "TIME", "Up to and with TIME.", text -> until = options.time(text));
    options.value("-c, --count", "N", "Stop after N.", text -> count = Count.parse(text, 1));
    options.flag("-f, --follow", "Go on with what is added later.", () -> follow = true);
  }

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
