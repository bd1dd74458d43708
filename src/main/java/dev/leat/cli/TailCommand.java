package dev.leat.cli;

import dev.leat.core.Filter;
import dev.leat.core.Selection;
import dev.leat.redis.Server;
import java.util.ArrayList;
import java.util.List;

/// Prints what streams hold.
final class TailCommand implements Command {
  private List<String> streams = new ArrayList<>();

  private final ReadingOptions reading = new ReadingOptions();
  private final SelectionOptions selection = new SelectionOptions();
  private final FilterOptions filters = new FilterOptions();
  private final PrintingOptions printing = new PrintingOptions();
  private final ConnectionOptions connection = new ConnectionOptions();

  private final Surroundings surroundings;

  TailCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void declare(Options options) {
    options.usage("[OPTION...] STREAM...");
    options.about(
        "Prints the entries of streams, oldest first: the whole log unless narrowed.",
        "Several streams are merged in the order of their IDs.");
    options.examples(
        "leat tail orders",
        "leat tail orders -n 10 -f",
        "leat tail orders payments --since 15m --where type=created",
        "leat tail orders | jq .fields");
    options.arguments("STREAM", 1, streams::add);
    reading.declare(options);
    selection.declare(options);
    filters.declare(options);
    printing.declare(options);
    connection.declare(options);
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
