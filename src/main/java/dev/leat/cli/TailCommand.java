package dev.leat.cli;

import dev.leat.core.Filter;
import dev.leat.core.Selection;
import dev.leat.redis.Server;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Prints what streams hold.
@Command(
    customSynopsis = "[OPTION...] STREAM...",
    description = {
      "Prints the entries of streams, oldest first: the whole log unless narrowed.",
      "Several streams are merged in the order of their IDs."
    },
    footer = {
      "leat tail orders",
      "leat tail orders -n 10 -f",
      "leat tail orders payments --since 15m --where type=created",
      "leat tail orders | jq .fields"
    })
final class TailCommand implements Runnable {
  @Parameters(paramLabel = "STREAM", arity = "1..*")
  private List<String> streams = new ArrayList<>();

  @Mixin private final ReadingOptions reading = new ReadingOptions();
  @Mixin private final SelectionOptions selection = new SelectionOptions();
  @Mixin private final FilterOptions filters = new FilterOptions();
  @Mixin private final PrintingOptions printing = new PrintingOptions();
  @Mixin private final ConnectionOptions connection = new ConnectionOptions();
  @Mixin final CommonOptions common = new CommonOptions();

  private final Surroundings surroundings;

  TailCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    Selection wanted = selection.selection();
    Filter filter = filters.filter();
    try (Server server = connection.connect(surroundings)) {
      reading.read(
          server,
          streams,
          wanted,
          filter,
          printing.open(surroundings, streams.size() > 1),
          surroundings);
    }
  }
}
