package dev.leat.cli;

import dev.leat.core.Filter;
import dev.leat.core.Glob;
import dev.leat.core.Selection;
import dev.leat.redis.Server;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Prints what comes.
@Command(
    customSynopsis = "[OPTION...] STREAM|GLOB...",
    description = {
      "Prints entries as they are added, from now on: leat tail -n 0 -f. A stream that does not"
          + " exist",
      "yet is waited for; a GLOB follows every stream that matches, those that appear later too."
    },
    footer = {
      "leat follow orders",
      "leat follow 'orders.*' --type created,paid",
      "leat follow orders --cursor-file orders.cursor",
      "leat follow orders --from start -c 100"
    })
final class FollowCommand implements Runnable {
  @Parameters(paramLabel = "STREAM|GLOB", arity = "1..*")
  private List<String> streams = new ArrayList<>();

  @Mixin private final ReadingOptions reading = new ReadingOptions();
  @Mixin private final SelectionOptions selection = new SelectionOptions();
  @Mixin private final FilterOptions filters = new FilterOptions();
  @Mixin private final PrintingOptions printing = new PrintingOptions();
  @Mixin private final ConnectionOptions connection = new ConnectionOptions();
  @Mixin final CommonOptions common = new CommonOptions();

  private final Surroundings surroundings;

  FollowCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    Selection wanted = selection.following();
    Filter filter = filters.filter();
    try (Server server = connection.connect(surroundings)) {
      reading.read(
          server,
          streams,
          wanted,
          filter,
          printing.open(surroundings, streams.size() > 1 || Glob.isPattern(streams.getFirst())),
          surroundings);
    }
  }
}
