package dev.leat.cli;

import dev.leat.core.EntryCount;
import dev.leat.core.EntryId;
import dev.leat.core.Failure;
import dev.leat.core.Log;
import dev.leat.core.StreamState;
import dev.leat.core.Trim;
import dev.leat.core.Unfinished;
import dev.leat.redis.Server;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Drops entries from a stream's old end.
final class TrimCommand implements Command {
  private String stream = "";

  private @Nullable EntryId before;

  private boolean force;

  private final RetentionOptions retention = new RetentionOptions();
  private final Consent consent = new Consent();
  private final ReportOptions report = new ReportOptions();
  private final ConnectionOptions connection = new ConnectionOptions();

  private final Surroundings surroundings;

  TrimCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void declare(Options options) {
    options.usage("[OPTION...] STREAM --max-len N | --max-age DUR | --before ID");
    options.about(
        "Drops a stream's oldest entries, and prints how many. Refuses (exit code 2) to drop what"
            + " one of",
        "its sinks has not finished, unless --force.");
    options.examples(
        "leat trim orders --max-len 100000",
        "leat trim orders --max-age 30d --exact",
        "leat trim orders --before 1795229713985-0 --dry-run");
    options.argument("STREAM", 1, text -> stream = text);
    options.value(
        "--before", "ID", "Drop what comes before ID.", text -> before = Options.id(text));
    options.flag("--force", "Drop what sinks have not finished, too.", () -> force = true);
    retention.declare(options);
    consent.declare(options);
    report.declare(options);
    connection.declare(options);
  }

  @Override
  public void run() {
    List<Trim> rules = retention.trims(before);
    if (rules.size() != 1) {
      throw new Failure.Usage("one of --max-len, --max-age and --before is needed");
    }
    try (Server server = connection.connect(surroundings);
        Report rows = report.open(surroundings)) {
      StreamState state = InfoCommand.existing(server.log(), stream);
      Trim rule = resolved(rules.getFirst(), server.log());
      Optional<Unfinished> endangered =
          Unfinished.oldest(server.log(), server.sinks(), stream)
              .filter(unfinished -> drops(rule, unfinished.id(), state, server.log()));
      if (endangered.isPresent() && !force) {
        throw new Failure.Usage(
            "trimming would drop " + describe(endangered.get()), "--force drops it all the same");
      }
      if (consent.dryRun()) {
        surroundings
            .diagnostics()
            .say(
                "would drop up to "
                    + dropped(rule, state, server.log())
                    + " entries of stream \""
                    + stream
                    + '"');
        return;
      }
      boolean agreed =
          endangered.isEmpty()
              || consent.given(
                  List.of(
                      "drop "
                          + describe(endangered.get())
                          + " on "
                          + connection.name(surroundings)),
                  surroundings);
      if (agreed) {
        rows.add(
            new Row().text("stream", stream).number("removed", server.log().trim(stream, rule)));
      }
    }
  }

  private String describe(Unfinished unfinished) {
    return "entry "
        + unfinished.id()
        + " of stream \""
        + stream
        + "\", which sink \""
        + unfinished.sink()
        + (unfinished.pending() ? "\" has not acknowledged" : "\" has not handed out");
  }

  /// An age is turned into a bound once, by the server's clock, so that what was looked at is what
  /// is dropped.
  private Trim resolved(Trim rule, Log log) {
    return switch (rule) {
      case Trim.MaxAge age -> {
        long from = log.now(stream).toEpochMilli() - age.age().toMillis();
        yield new Trim.Before(EntryId.firstOf(Math.max(0, from)), age.exact());
      }
      case Trim.Before _, Trim.MaxLen _ -> rule;
    };
  }

  private boolean drops(Trim rule, EntryId id, StreamState state, Log log) {
    return switch (rule) {
      case Trim.Before bound -> id.isBefore(bound.id());
      case Trim.MaxLen most -> isAmongOldest(state.length() - most.length(), id, state, log);
      case Trim.MaxAge _ -> throw new IllegalStateException("an age that was not resolved");
    };
  }

  /// Counts from the end of the stream that is nearer.
  private boolean isAmongOldest(long oldest, EntryId id, StreamState state, Log log) {
    if (oldest <= 0) {
      return false;
    }
    long kept = state.length() - oldest;
    return oldest <= kept
        ? EntryCount.between(log, stream, EntryId.ZERO, id.previous(), oldest) < oldest
        : EntryCount.between(log, stream, id, EntryId.MAX, kept + 1) > kept;
  }

  private long dropped(Trim rule, StreamState state, Log log) {
    return switch (rule) {
      case Trim.Before bound ->
          bound.id().equals(EntryId.ZERO)
              ? 0
              : EntryCount.between(
                  log, stream, EntryId.ZERO, bound.id().previous(), state.length());
      case Trim.MaxLen most -> Math.max(0, state.length() - most.length());
      case Trim.MaxAge _ -> throw new IllegalStateException("an age that was not resolved");
    };
  }
}
