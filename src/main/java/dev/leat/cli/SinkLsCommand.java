package dev.leat.cli;

import dev.leat.core.ConsumerState;
import dev.leat.core.EntryId;
import dev.leat.core.PendingEntry;
import dev.leat.core.SinkState;
import dev.leat.core.Sinks;
import dev.leat.redis.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Lists the sinks of streams.
final class SinkLsCommand implements Command {
  private List<String> streams = new ArrayList<>();

  private final ReportOptions report = new ReportOptions();
  private final ConnectionOptions connection = new ConnectionOptions();

  private final Surroundings surroundings;

  SinkLsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void declare(Options options) {
    options.usage("[OPTION...] [STREAM...]");
    options.about(
        "Lists the sinks of streams, or of all: the last ID handed out (position), entries not"
            + " handed out",
        "(lag, null when the server cannot tell), entries not acknowledged (pending), the oldest of"
            + " them",
        "and the seconds since it was delivered, and the consumers with the seconds since they"
            + " asked.");
    options.examples(
        "leat sink ls", "leat sink ls orders -o text", "leat sink ls orders | jq .lag");
    options.arguments("STREAM", 0, streams::add);
    report.declare(options);
    connection.declare(options);
  }

  @Override
  public void run() {
    try (Server server = connection.connect(surroundings);
        Report rows = report.open(surroundings)) {
      for (String stream : streams) {
        var _ = InfoCommand.existing(server.log(), stream);
      }
      for (String stream : streams.isEmpty() ? server.log().streams("*") : streams) {
        for (SinkState sink : server.sinks().sinks(stream)) {
          rows.add(row(sink, server.sinks()));
        }
      }
    }
  }

  private static Row row(SinkState sink, Sinks sinks) {
    List<PendingEntry> oldest =
        sink.pending() == 0
            ? List.of()
            : sinks.pending(sink.sink(), sink.stream(), EntryId.ZERO, Duration.ZERO, 1);
    List<Row> consumers = new ArrayList<>();
    for (ConsumerState consumer : sink.consumers()) {
      consumers.add(
          new Row()
              .text("consumer", consumer.consumer())
              .number("pending", consumer.pending())
              .duration("idle", consumer.idle()));
    }
    return new Row()
        .text("sink", sink.sink())
        .text("stream", sink.stream())
        .text("position", sink.position())
        .number("lag", sink.lag())
        .number("pending", sink.pending())
        .text("oldest_pending", oldest.isEmpty() ? null : oldest.getFirst().id())
        .duration("oldest_idle", oldest.isEmpty() ? null : oldest.getFirst().idle())
        .rows("consumers", consumers);
  }
}
