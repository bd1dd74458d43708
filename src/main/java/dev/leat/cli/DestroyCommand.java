package dev.leat.cli;

import dev.leat.core.SinkState;
import dev.leat.core.StreamState;
import dev.leat.redis.Server;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Deletes whole streams.
@Command(
    customSynopsis = "[OPTION...] STREAM...",
    description = {
      "Deletes whole streams with their sinks. Asks first on a terminal, and needs --yes"
          + " elsewhere.",
      "Takes names alone, no patterns."
    },
    footer = {
      "leat destroy orders",
      "leat destroy orders payments --yes",
      "leat destroy x --dry-run"
    })
final class DestroyCommand implements Runnable {
  @Parameters(paramLabel = "STREAM", arity = "1..*")
  private List<String> streams = new ArrayList<>();

  @Mixin private final Consent consent = new Consent();
  @Mixin private final ReportOptions report = new ReportOptions();
  @Mixin private final ConnectionOptions connection = new ConnectionOptions();
  @Mixin final CommonOptions common = new CommonOptions();

  private final Surroundings surroundings;

  DestroyCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
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
