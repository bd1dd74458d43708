package dev.leat.cli;

import dev.leat.local.PrivateServer;

/// Stops the private server.
final class LocalStopCommand implements Command {
  private final ReportOptions report = new ReportOptions();
  private final ConnectionOptions connection = new ConnectionOptions();

  private final Surroundings surroundings;

  LocalStopCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void declare(Options options) {
    options.usage("[-u local:DIR]");
    options.about("Stops the private server once its data is on disk. The data stays.");
    options.examples("leat local stop", "leat local stop -u local:./data");
    report.declare(options);
    connection.declare(options);
  }

  @Override
  public void run() {
    PrivateServer server = connection.privateServer(surroundings);
    try (Report rows = report.open(surroundings)) {
      rows.add(new Row().truth("stopped", server.stop()).text("directory", server.directory()));
    }
  }
}
