package dev.leat.cli;

import dev.leat.core.EntryId;
import dev.leat.core.Failure;
import dev.leat.core.Log;
import dev.leat.core.Position;
import dev.leat.core.Replies;
import dev.leat.core.StreamState;
import dev.leat.redis.Server;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Creates a sink on streams.
@Command(
    customSynopsis = "[OPTION...] SINK STREAM...",
    description = {
      "Creates a sink: consumers of one sink share the entries of a stream, different sinks each"
          + " see",
      "all. A stream that does not exist is made, empty."
    },
    footer = {
      "leat sink create billing orders",
      "leat sink create billing orders --from end --if-not-exists"
    })
final class SinkCreateCommand implements Runnable {
  @Parameters(index = "0", paramLabel = "SINK")
  private String sink = "";

  @Parameters(index = "1..*", paramLabel = "STREAM", arity = "1..*")
  private List<String> streams = new ArrayList<>();

  @Option(
      names = "--from",
      paramLabel = "POS",
      description = "Hand out entries from POS on: start (the default), end, an ID or a TIME.")
  private Position from = Position.START;

  @Option(names = "--if-not-exists", description = "Leave a sink that exists as it is.")
  private boolean ifNotExists;

  @Option(
      names = "--no-create",
      description = "Fail where the stream does not exist (exit code 9).")
  private boolean noCreate;

  @Mixin private final ReportOptions report = new ReportOptions();
  @Mixin private final ConnectionOptions connection = new ConnectionOptions();
  @Mixin final CommonOptions common = new CommonOptions();

  private final Surroundings surroundings;

  SinkCreateCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    try (Server server = connection.connect(surroundings);
        Report rows = report.open(surroundings)) {
      for (String stream : streams) {
        EntryId after = before(from, stream, server.log());
        boolean created = server.sinks().create(sink, stream, after, !noCreate);
        if (!created && !ifNotExists) {
          throw new Failure.Refused(
              "sink \"" + sink + "\" already exists on stream \"" + stream + '"',
              "--if-not-exists leaves it as it is");
        }
        rows.add(new Row().text("sink", sink).text("stream", stream).truth("created", created));
      }
    }
  }

  /// The last ID that is left out when reading starts at a position.
  private static EntryId before(Position from, String stream, Log log) {
    return switch (from) {
      case Position.Start start -> EntryId.ZERO;
      case Position.End end ->
          Replies.join(log.state(stream)).map(StreamState::last).orElse(EntryId.ZERO);
      case Position.Point point -> point.first().previous();
    };
  }
}
