package dev.leat.cli;

import dev.leat.core.Entry;
import dev.leat.core.EntryId;
import dev.leat.core.Failure;
import dev.leat.core.Log;
import dev.leat.core.Replies;
import dev.leat.core.StreamState;
import dev.leat.core.Trim;
import dev.leat.core.Unfinished;
import dev.leat.redis.Server;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Drops entries from a stream's old end.
@Command(
    customSynopsis = "[OPTION...] STREAM --max-len N | --max-age DUR | --before ID",
    description = {
      "Drops a stream's oldest entries, and prints how many. Refuses (exit code 2) to drop what one"
          + " of",
      "its sinks has not finished, unless --force."
    },
    footer = {
      "leat trim orders --max-len 100000",
      "leat trim orders --max-age 30d --exact",
      "leat trim orders --before 1795229713985-0 --dry-run"
    })
final class TrimCommand implements Runnable {
  private static final int PAGE = 1000;

  @Parameters(paramLabel = "STREAM")
  private String stream = "";

  @Option(names = "--before", paramLabel = "ID", description = "Drop what comes before ID.")
  private @Nullable EntryId before;

  @Option(names = "--force", description = "Drop what sinks have not finished, too.")
  private boolean force;

  @Mixin private final RetentionOptions retention = new RetentionOptions();
  @Mixin private final Consent consent = new Consent();
  @Mixin private final ReportOptions report = new ReportOptions();
  @Mixin private final ConnectionOptions connection = new ConnectionOptions();
  @Mixin final CommonOptions common = new CommonOptions();

  private final Surroundings surroundings;

  TrimCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    List<Trim> rules = retention.trims(before);
    if (rules.size() != 1) {
      throw new Failure.Usage("one of --max-len, --max-age and --before is needed");
    }
    Trim rule = rules.getFirst();
    try (Server server = connection.connect(surroundings);
        Report rows = report.open(surroundings)) {
      StreamState state = InfoCommand.existing(server.log(), stream);
      Optional<Unfinished> endangered =
          Unfinished.oldest(server.log(), server.sinks(), stream)
              .filter(unfinished -> drops(rule, unfinished.id(), server.log()));
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

  private boolean drops(Trim rule, EntryId id, Log log) {
    return switch (rule) {
      case Trim.Before bound -> id.isBefore(bound.id());
      case Trim.MaxAge age -> id.isBefore(oldestKept(age.age()));
      case Trim.MaxLen most -> count(id, EntryId.MAX, most.length() + 1, log) > most.length();
    };
  }

  private long dropped(Trim rule, StreamState state, Log log) {
    return switch (rule) {
      case Trim.Before bound -> count(EntryId.ZERO, bound.id().previous(), state.length(), log);
      case Trim.MaxAge age ->
          count(EntryId.ZERO, oldestKept(age.age()).previous(), state.length(), log);
      case Trim.MaxLen most -> Math.max(0, state.length() - most.length());
    };
  }

  private EntryId oldestKept(Duration age) {
    return EntryId.firstOf(Math.max(0, surroundings.clock().millis() - age.toMillis()));
  }

  /// How many entries there are between two IDs, or `most` when there are more.
  private long count(EntryId from, EntryId to, long most, Log log) {
    long counted = 0;
    EntryId next = from;
    while (counted < most) {
      List<Entry> page =
          Replies.join(log.range(stream, next, to, (int) Math.min(PAGE, most - counted)));
      if (page.isEmpty()) {
        break;
      }
      counted += page.size();
      next = page.getLast().id().next();
    }
    return counted;
  }
}
