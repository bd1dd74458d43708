package dev.leat.cli;

import dev.leat.core.Log;
import dev.leat.core.Replies;
import dev.leat.core.StreamSize;
import dev.leat.core.StreamState;
import dev.leat.redis.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Lists streams.
@Command(
    customSynopsis = "[OPTION...] [GLOB]",
    description = "Lists the streams of a server, or those whose names match GLOB.",
    footer = {"leat ls", "leat ls 'orders.*' -o text", "leat ls | jq -r .stream"})
final class LsCommand implements Runnable {
  /// How many streams are asked about at once.
  private static final int WINDOW = 64;

  @Parameters(paramLabel = "GLOB", arity = "0..1")
  private String glob = "*";

  @Mixin private final ReportOptions report = new ReportOptions();
  @Mixin private final ConnectionOptions connection = new ConnectionOptions();
  @Mixin final CommonOptions common = new CommonOptions();

  private final Surroundings surroundings;

  LsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  private record Asked(
      CompletableFuture<Optional<StreamState>> state, CompletableFuture<StreamSize> size) {}

  @Override
  public void run() {
    try (Server server = connection.connect(surroundings);
        Report rows = report.open(surroundings)) {
      Log log = server.log();
      List<String> names = log.streams(glob);
      for (int from = 0; from < names.size(); from += WINDOW) {
        List<Asked> window = new ArrayList<>();
        for (String name : names.subList(from, Math.min(from + WINDOW, names.size()))) {
          window.add(new Asked(log.state(name), log.size(name)));
        }
        for (Asked asked : window) {
          StreamSize size = Replies.join(asked.size());
          // Empty when the stream went away in between.
          Replies.join(asked.state()).ifPresent(state -> rows.add(InfoCommand.row(state, size)));
        }
      }
    }
  }
}
