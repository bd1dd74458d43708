package dev.leat.cli;

import dev.leat.core.Durations;
import dev.leat.core.Failure;
import dev.leat.core.SinkReader;
import dev.leat.core.SinkReading;
import dev.leat.core.SinkReading.Ack;
import dev.leat.core.Sinks;
import dev.leat.redis.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads as a consumer of a sink.
final class SinkReadCommand implements Command {
  /// How the names of consumers start that are made for one run alone.
  static final String CONSUMER_OF_ONE_RUN = "leat-";

  private String sink = "";

  private List<String> streams = new ArrayList<>();

  private @Nullable Long count;

  private boolean follow;

  private @Nullable Duration wait;

  private @Nullable String consumer;

  private Ack ack = Ack.MANUAL;

  private Duration grace = Duration.ofSeconds(20);

  private long batch = 100;

  private boolean create;

  private boolean allowGap;

  private final FilterOptions filters = new FilterOptions();
  private final PrintingOptions printing = new PrintingOptions();
  private final ConnectionOptions connection = new ConnectionOptions();

  private final Surroundings surroundings;

  SinkReadCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void declare(Options options) {
    options.usage("[OPTION...] SINK STREAM...");
    options.about(
        "Takes the next entries of a sink and prints them, up to the end as it was at the start"
            + " unless -c",
        "or -f. An entry that is not acknowledged comes back to another consumer after --grace."
            + " What a",
        "filter skips is acknowledged.");
    options.examples(
        "leat sink read billing orders -c 10 --ack auto",
        "leat sink read billing orders -f | while read -r r; do work \"$r\" &&",
        "    leat sink ack billing orders <<<\"$r\"; done",
        "leat sink read billing orders -c 1 --wait 30s   # exit code 124 when nothing came");
    options.argument("SINK", 1, text -> sink = text);
    options.arguments("STREAM", 1, streams::add);
    options.value(
        "-c, --count",
        "N",
        "Stop after N entries; wait for them.",
        text -> count = Count.parse(text, 1));
    options.flag("-f, --follow", "Go on with what is added later.", () -> follow = true);
    options.value(
        "--wait",
        "DUR",
        "Give up when nothing came for DUR; exit code 124 when nothing came at all.",
        text -> wait = Durations.parse(text));
    options.value(
        "--consumer",
        "NAME",
        "Read as this consumer; by default as a new one, removed when it is done.",
        text -> consumer = text);
    options.choice(
        "--ack",
        "HOW",
        "manual (you call sink ack; the default), auto (once printed) or none (at most once).",
        Ack.values(),
        choice -> ack = choice);
    options.value(
        "--grace",
        "DUR",
        "Take over what others have not acknowledged for DUR; 20s by default.",
        text -> grace = Durations.parse(text));
    options.value(
        "--batch",
        "N",
        "Take at most N entries at once; 100 by default.",
        text -> batch = Count.parse(text, 1));
    options.flag(
        "--create", "Create the sink, from start, where it is missing.", () -> create = true);
    options.flag(
        "--allow-gap",
        "Warn of entries that are gone and go on, rather than fail (exit code 7).",
        () -> allowGap = true);
    filters.declare(options);
    printing.declare(options);
    connection.declare(options);
  }

  @Override
  public void run() {
    String name = consumer == null ? CONSUMER_OF_ONE_RUN + UUID.randomUUID() : consumer;
    SinkReading reading =
        new SinkReading(
            sink,
            streams,
            name,
            ack,
            count == null ? OptionalLong.empty() : OptionalLong.of(count),
            Optional.ofNullable(wait),
            follow,
            grace,
            (int) Math.min(batch, 10_000),
            filters.filter(),
            create,
            allowGap);
    try (Server server = connection.connect(surroundings)) {
      SinkReader reader =
          new SinkReader(
              server.sinks(),
              server.log(),
              reading,
              printing.open(surroundings, streams.size() > 1),
              surroundings.diagnostics(),
              surroundings.stop());
      try {
        var _ = reader.run();
      } finally {
        if (consumer == null) {
          leave(name, server.sinks());
        }
      }
    }
  }

  /// A consumer made for this run alone leaves nothing behind, unless entries are pending for it.
  private void leave(String name, Sinks sinks) {
    try {
      for (String stream : streams) {
        var _ = sinks.removeConsumer(sink, stream, name);
      }
    } catch (Failure noMatter) {
      // It was about tidiness; what the run itself came to is what counts.
    }
  }
}
