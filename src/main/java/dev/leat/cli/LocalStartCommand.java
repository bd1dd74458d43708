package dev.leat.cli;

import dev.leat.local.PrivateServer;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Starts the private server.
@Command(
    customSynopsis = "[-u local:DIR]",
    description = {
      "Starts the private server, if it does not run, and says where it is. -u local: does so by"
          + " itself;",
      "data and password are in a directory that nobody else may read."
    },
    footer = {"leat local start", "leat -u local: add orders type=created"})
final class LocalStartCommand implements Runnable {
  @Mixin private final ReportOptions report = new ReportOptions();
  @Mixin private final ConnectionOptions connection = new ConnectionOptions();
  @Mixin final CommonOptions common = new CommonOptions();

  private final Surroundings surroundings;

  LocalStartCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    PrivateServer server = connection.privateServer(surroundings);
    try (Report rows = report.open(surroundings)) {
      rows.add(LocalStatusCommand.row(server, Optional.of(server.ensureStarted())));
    }
  }
}
