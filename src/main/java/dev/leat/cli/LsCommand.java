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

/// Lists streams.
final class LsCommand implements Command {
  /// How many streams are asked about at once.
  private static final int WINDOW = 64;

  private String glob = "*";

  private final ReportOptions report = new ReportOptions();
  private final ConnectionOptions connection = new ConnectionOptions();

  private final Surroundings surroundings;

  LsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  private record Asked(
      CompletableFuture<Optional<StreamState>> state, CompletableFuture<StreamSize> size) {}

  @Override
  public void declare(Options options) {
    options.usage("[OPTION...] [GLOB]");
    options.about("Lists the streams of a server, or those whose names match GLOB.");
    options.examples("leat ls", "leat ls 'orders.*' -o text", "leat ls | jq -r .stream");
    options.argument("GLOB", 0, text -> glob = text);
    report.declare(options);
    connection.declare(options);
  }

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
