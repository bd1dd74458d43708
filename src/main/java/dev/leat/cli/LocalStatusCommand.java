package dev.leat.cli;

import dev.leat.local.PrivateServer;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Says whether the private server runs.
@Command(
    customSynopsis = "[-u local:DIR]",
    description = "Says whether the private server runs, and where it is. Starts nothing.",
    footer = {"leat local status", "leat local status -u local:./data -o text"})
final class LocalStatusCommand implements Runnable {
  @Mixin private final ReportOptions report = new ReportOptions();
  @Mixin private final ConnectionOptions connection = new ConnectionOptions();
  @Mixin final CommonOptions common = new CommonOptions();

  private final Surroundings surroundings;

  LocalStatusCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    PrivateServer server = connection.privateServer(surroundings);
    try (Report rows = report.open(surroundings)) {
      rows.add(row(server, server.status()));
    }
  }

  static Row row(PrivateServer server, Optional<PrivateServer.Running> found) {
    Row row = new Row().truth("running", found.isPresent()).text("directory", server.directory());
    PrivateServer.Running running = found.orElse(null);
    if (running != null) {
      row.text("host", running.host())
          .number("port", running.port())
          .number("pid", running.pid())
          .text("version", running.version());
    }
    return row;
  }
}
