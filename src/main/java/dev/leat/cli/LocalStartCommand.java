package dev.leat.cli;

import dev.leat.local.PrivateServer;
import java.util.Optional;

/// Starts the private server.
final class LocalStartCommand implements Command {
  private final ReportOptions report = new ReportOptions();
  private final ConnectionOptions connection = new ConnectionOptions();

  private final Surroundings surroundings;

  LocalStartCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void declare(Options options) {
    options.usage("[-u local:DIR]");
    options.about(
        "Starts the private server, if it does not run, and says where it is. -u local: does so by"
            + " itself;",
        "data and password are in a directory that nobody else may read.");
    options.examples("leat local start", "leat -u local: add orders type=created");
    report.declare(options);
    connection.declare(options);
  }

  @Override
  public void run() {
    PrivateServer server = connection.privateServer(surroundings);
    try (Report rows = report.open(surroundings)) {
      rows.add(LocalStatusCommand.row(server, Optional.of(server.ensureStarted())));
    }
  }
}
