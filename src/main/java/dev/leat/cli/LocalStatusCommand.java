package dev.leat.cli;

import dev.leat.local.PrivateServer;
import java.util.Optional;

/// Says whether the private server runs.
final class LocalStatusCommand implements Command {
  private final ReportOptions report = new ReportOptions();
  private final ConnectionOptions connection = new ConnectionOptions();

  private final Surroundings surroundings;

  LocalStatusCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void declare(Options options) {
    options.usage("[-u local:DIR]");
    options.about("Says whether the private server runs, and where it is. Starts nothing.");
    options.examples("leat local status", "leat local status -u local:./data -o text");
    report.declare(options);
    connection.declare(options);
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
