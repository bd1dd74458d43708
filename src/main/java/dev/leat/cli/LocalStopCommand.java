package dev.leat.cli;

import dev.leat.local.PrivateServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Stops the private server.
@Command(
    customSynopsis = "[-u local:DIR]",
    description = "Stops the private server once its data is on disk. The data stays.",
    footer = {"leat local stop", "leat local stop -u local:./data"})
final class LocalStopCommand implements Runnable {
  @Mixin private final ReportOptions report = new ReportOptions();
  @Mixin private final ConnectionOptions connection = new ConnectionOptions();
  @Mixin final CommonOptions common = new CommonOptions();

  private final Surroundings surroundings;

  LocalStopCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    PrivateServer server = connection.privateServer(surroundings);
    try (Report rows = report.open(surroundings)) {
      rows.add(new Row().truth("stopped", server.stop()).text("directory", server.directory()));
    }
  }
}
