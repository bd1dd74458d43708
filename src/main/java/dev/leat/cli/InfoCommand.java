package dev.leat.cli;

import dev.leat.core.Failure;
import dev.leat.core.Log;
import dev.leat.core.Replies;
import dev.leat.core.StreamSize;
import dev.leat.core.StreamState;
import dev.leat.redis.Server;
import java.util.ArrayList;
import java.util.List;

/// Describes streams.
final class InfoCommand implements Command {
  private List<String> streams = new ArrayList<>();

  private final ReportOptions report = new ReportOptions();
  private final ConnectionOptions connection = new ConnectionOptions();

  private final Surroundings surroundings;

  InfoCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void declare(Options options) {
    options.usage("[OPTION...] STREAM...");
    options.about(
        "Describes streams: entries now (length) and ever (added), first and last ID, how many"
            + " sinks,",
        "bytes by the server's estimate, seconds to live. What the server cannot tell is null.");
    options.examples(
        "leat info orders", "leat info orders -o text", "leat info orders | jq .length");
    options.arguments("STREAM", 1, streams::add);
    report.declare(options);
    connection.declare(options);
  }

  @Override
  public void run() {
    try (Server server = connection.connect(surroundings);
        Report rows = report.open(surroundings)) {
      Log log = server.log();
      for (String stream : streams) {
        StreamState state = existing(log, stream);
        rows.add(row(state, Replies.join(log.size(stream))));
      }
    }
  }

  /// What the server knows of a stream.
  ///
  /// @throws Failure.NotFound when there is none
  static StreamState existing(Log log, String stream) {
    return Replies.join(log.state(stream))
        .orElseThrow(
            () ->
                new Failure.NotFound(
                    "stream \"" + stream + "\" does not exist", "leat ls shows those that do"));
  }

  static Row row(StreamState state, StreamSize size) {
    return new Row()
        .text("stream", state.stream())
        .number("length", state.length())
        .text("first", state.first())
        .text("last", state.last())
        .number("added", state.added())
        .number("sinks", state.sinks())
        .number("bytes", size.bytes())
        .duration("ttl", size.ttl());
  }
}
