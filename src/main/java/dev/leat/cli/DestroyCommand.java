package dev.leat.cli;

import dev.leat.core.SinkState;
import dev.leat.core.StreamState;
import dev.leat.redis.Server;
import java.util.ArrayList;
import java.util.List;

/// Deletes whole streams.
final class DestroyCommand implements Command {
  private List<String> streams = new ArrayList<>();

  private final Consent consent = new Consent();
  private final ReportOptions report = new ReportOptions();
  private final ConnectionOptions connection = new ConnectionOptions();

  private final Surroundings surroundings;

  DestroyCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void declare(Options options) {
    options.usage("[OPTION...] STREAM...");
    options.about(
        "Deletes whole streams with their sinks. Asks first on a terminal, and needs --yes"
            + " elsewhere.",
        "Takes names alone, no patterns.");
    options.examples(
        "leat destroy orders", "leat destroy orders payments --yes", "leat destroy x --dry-run");
    options.arguments("STREAM", 1, streams::add);
    consent.declare(options);
    report.declare(options);
    connection.declare(options);
  }

  @Override
  public void run() {
    try (Server server = connection.connect(surroundings);
        Report rows = report.open(surroundings)) {
      List<String> plan = new ArrayList<>();
      for (String stream : streams) {
        plan.add(describe(InfoCommand.existing(server.log(), stream), server));
      }
      if (consent.given(plan, surroundings)) {
        for (String stream : streams) {
          rows.add(
              new Row().text("stream", stream).truth("destroyed", server.log().destroy(stream)));
        }
      }
    }
  }

  private String describe(StreamState state, Server server) {
    List<String> sinks =
        server.sinks().sinks(state.stream()).stream().map(SinkState::sink).toList();
    return "destroy stream \""
        + state.stream()
        + "\" on "
        + connection.name(surroundings)
        + ": "
        + state.length()
        + " entries, "
        + (sinks.isEmpty() ? "no sinks" : "sinks " + String.join(", ", sinks));
  }
}
