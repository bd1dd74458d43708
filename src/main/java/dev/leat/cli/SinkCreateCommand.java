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

/// Creates a sink on streams.
final class SinkCreateCommand implements Command {
  private String sink = "";

  private List<String> streams = new ArrayList<>();

  private Position from = Position.START;

  private boolean ifNotExists;

  private boolean noCreate;

  private final ReportOptions report = new ReportOptions();
  private final ConnectionOptions connection = new ConnectionOptions();

  private final Surroundings surroundings;

  SinkCreateCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void declare(Options options) {
    options.usage("[OPTION...] SINK STREAM...");
    options.about(
        "Creates a sink: consumers of one sink share the entries of a stream, different sinks each"
            + " see",
        "all. A stream that does not exist is made, empty.");
    options.examples(
        "leat sink create billing orders",
        "leat sink create billing orders --from end --if-not-exists");
    options.argument("SINK", 1, text -> sink = text);
    options.arguments("STREAM", 1, streams::add);
    options.value(
        "--from",
        "POS",
        "Hand out entries from POS on: start (the default), end, an ID or a TIME.",
        text -> from = options.position(text));
    options.flag("--if-not-exists", "Leave a sink that exists as it is.", () -> ifNotExists = true);
    options.flag(
        "--no-create",
        "Fail where the stream does not exist (exit code 9).",
        () -> noCreate = true);
    report.declare(options);
    connection.declare(options);
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
