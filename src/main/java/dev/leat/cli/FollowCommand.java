package dev.leat.cli;

import dev.leat.core.Filter;
import dev.leat.core.Glob;
import dev.leat.core.Selection;
import dev.leat.redis.Server;
import java.util.ArrayList;
import java.util.List;

/// Prints what comes.
final class FollowCommand implements Command {
  private List<String> streams = new ArrayList<>();

  private final ReadingOptions reading = new ReadingOptions();
  private final SelectionOptions selection = new SelectionOptions();
  private final FilterOptions filters = new FilterOptions();
  private final PrintingOptions printing = new PrintingOptions();
  private final ConnectionOptions connection = new ConnectionOptions();

  private final Surroundings surroundings;

  FollowCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void declare(Options options) {
    options.usage("[OPTION...] STREAM|GLOB...");
    options.about(
        "Prints entries as they are added, from now on: leat tail -n 0 -f. A stream that does not"
            + " exist",
        "yet is waited for; a GLOB follows every stream that matches, those that appear later"
            + " too.");
    options.examples(
        "leat follow orders",
        "leat follow 'orders.*' --type created,paid",
        "leat follow orders --cursor-file orders.cursor",
        "leat follow orders --from start -c 100");
    options.arguments("STREAM|GLOB", 1, streams::add);
    reading.declare(options);
    selection.declare(options);
    filters.declare(options);
    printing.declare(options);
    connection.declare(options);
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
