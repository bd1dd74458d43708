package dev.leat.cli;

import dev.leat.core.Replies;
import dev.leat.redis.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Acknowledges entries.
@Command(
    customSynopsis = "[OPTION...] SINK STREAM [ID...]",
    description = {
      "Acknowledges entries of a sink, and prints how many of them were pending. Without IDs it"
          + " reads",
      "them from standard input, a line each: bare, or in records as leat sink read prints them."
    },
    footer = {
      "leat sink ack billing orders 1795229713985-0",
      "leat sink read billing orders -c 10 | tee work.ndjson | leat sink ack billing orders"
    })
final class SinkAckCommand implements Runnable {
  @Parameters(index = "0", paramLabel = "SINK")
  private String sink = "";

  @Parameters(index = "1", paramLabel = "STREAM")
  private String stream = "";

  @Parameters(index = "2..*", paramLabel = "ID", arity = "0..*")
  private List<String> ids = new ArrayList<>();

  @Mixin private final ReportOptions report = new ReportOptions();
  @Mixin private final ConnectionOptions connection = new ConnectionOptions();
  @Mixin final CommonOptions common = new CommonOptions();

  private final Surroundings surroundings;

  SinkAckCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    EntryIds given = EntryIds.of(ids, stream, sink, surroundings);
    AtomicLong count = new AtomicLong();
    try (Server server = connection.connect(surroundings);
        Report rows = report.open(surroundings)) {
      try {
        given.forEachBatch(
            batch ->
                count.addAndGet(Replies.join(server.sinks().acknowledge(sink, stream, batch))));
      } finally {
        rows.add(
            new Row()
                .text("sink", sink)
                .text("stream", stream)
                .number("acknowledged", count.get()));
      }
    }
  }
}
