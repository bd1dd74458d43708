package dev.leat.cli;

import dev.leat.core.EntryId;
import dev.leat.core.Failure;
import dev.leat.core.Log;
import dev.leat.core.Replies;
import dev.leat.redis.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Deletes entries.
final class RmCommand implements Command {
  private String stream = "";

  private List<String> ids = new ArrayList<>();

  private boolean dryRun;

  private final ReportOptions report = new ReportOptions();
  private final ConnectionOptions connection = new ConnectionOptions();

  private final Surroundings surroundings;

  RmCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void declare(Options options) {
    options.usage("[OPTION...] STREAM [ID...]");
    options.about(
        "Deletes entries by ID, and prints how many of them existed. Without IDs it reads them"
            + " from",
        "standard input, a line each: bare, or in records as leat tail prints them.");
    options.examples(
        "leat rm orders 1795229713985-0", "leat tail orders --where type=test | leat rm orders");
    options.argument("STREAM", 1, text -> stream = text);
    options.arguments("ID", 0, ids::add);
    options.flag(
        "--dry-run", "Count the entries that exist, and delete none.", () -> dryRun = true);
    report.declare(options);
    connection.declare(options);
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
