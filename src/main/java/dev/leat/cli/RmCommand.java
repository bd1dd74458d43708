package dev.leat.cli;

import dev.leat.core.EntryId;
import dev.leat.core.Failure;
import dev.leat.core.Log;
import dev.leat.core.Replies;
import dev.leat.redis.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Deletes entries.
@Command(
    customSynopsis = "[OPTION...] STREAM [ID...]",
    description = {
      "Deletes entries by ID, and prints how many of them existed. Without IDs it reads them from",
      "standard input, a line each: bare, or in records as leat tail prints them."
    },
    footer = {
      "leat rm orders 1795229713985-0",
      "leat tail orders --where type=test | leat rm orders"
    })
final class RmCommand implements Runnable {
  @Parameters(index = "0", paramLabel = "STREAM")
  private String stream = "";

  @Parameters(index = "1..*", paramLabel = "ID", arity = "0..*")
  private List<String> ids = new ArrayList<>();

  @Option(names = "--dry-run", description = "Count the entries that exist, and delete none.")
  private boolean dryRun;

  @Mixin private final ReportOptions report = new ReportOptions();
  @Mixin private final ConnectionOptions connection = new ConnectionOptions();
  @Mixin final CommonOptions common = new CommonOptions();

  private final Surroundings surroundings;

  RmCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    EntryIds given = EntryIds.of(ids, stream, null, surroundings);
    AtomicLong count = new AtomicLong();
    try (Server server = connection.connect(surroundings);
        Report rows = report.open(surroundings)) {
      try {
        given.forEachBatch(batch -> count.addAndGet(remove(batch, server.log())));
      } catch (Failure failure) {
        report(count.get(), rows);
        throw failure;
      }
      if (count.get() == 0) {
        var _ = InfoCommand.existing(server.log(), stream);
      }
      report(count.get(), rows);
    }
  }

  private void report(long count, Report rows) {
    if (dryRun) {
      surroundings
          .diagnostics()
          .say("would delete " + count + " entries of stream \"" + stream + '"');
    } else {
      rows.add(new Row().text("stream", stream).number("removed", count));
    }
  }

  private long remove(List<EntryId> batch, Log log) {
    if (!dryRun) {
      return log.delete(stream, batch);
    }
    long existing = 0;
    for (EntryId id : batch) {
      existing += Replies.join(log.range(stream, id, id, 1)).size();
    }
    return existing;
  }
}
