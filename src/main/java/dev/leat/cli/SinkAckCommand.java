package dev.leat.cli;

import dev.leat.core.ConsumerState;
import dev.leat.core.Failure;
import dev.leat.core.Replies;
import dev.leat.core.Sinks;
import dev.leat.redis.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Acknowledges entries.
final class SinkAckCommand implements Command {
  private static final Duration AT_WORK = Duration.ofMinutes(1);

  private String sink = "";

  private String stream = "";

  private List<String> ids = new ArrayList<>();

  private final ReportOptions report = new ReportOptions();
  private final ConnectionOptions connection = new ConnectionOptions();

  private final Surroundings surroundings;

  SinkAckCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void declare(Options options) {
    options.usage("[OPTION...] SINK STREAM [ID...]");
    options.about(
        "Acknowledges entries of a sink, and prints how many of them were pending. Without IDs it"
            + " reads",
        "them from standard input, a line each: bare, or in records as leat sink read prints"
            + " them.");
    options.examples(
        "leat sink ack billing orders 1795229713985-0",
        "leat sink read billing orders -c 10 | tee work.ndjson | leat sink ack billing orders");
    options.argument("SINK", 1, text -> sink = text);
    options.argument("STREAM", 1, text -> stream = text);
    options.arguments("ID", 0, ids::add);
    report.declare(options);
    connection.declare(options);
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
      } catch (Failure failure) {
        rows.add(row(count.get()));
        throw failure;
      }
      if (count.get() == 0) {
        var _ = SinkRmCommand.existing(sink, stream, server.sinks());
      }
      rows.add(row(count.get()));
      if (count.get() > 0) {
        removeFinishedConsumers(server.sinks());
      }
    }
  }

  private Row row(long acknowledged) {
    return new Row().text("sink", sink).text("stream", stream).number("acknowledged", acknowledged);
  }

  /// A consumer of one `sink read` stays behind while entries are pending for it; with the last of
  /// them acknowledged it has no further use. One that asked for something a moment ago may still
  /// be at work.
  private void removeFinishedConsumers(Sinks sinks) {
    try {
      for (ConsumerState one : SinkRmCommand.existing(sink, stream, sinks).consumers()) {
        if (one.consumer().startsWith(SinkReadCommand.CONSUMER_OF_ONE_RUN)
            && one.pending() == 0
            && one.idle().compareTo(AT_WORK) > 0) {
          var _ = sinks.removeConsumer(sink, stream, one.consumer());
        }
      }
    } catch (Failure noMatter) {
      // It was about tidiness; what was acknowledged is.
    }
  }
}
