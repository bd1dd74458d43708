package dev.leat.cli;

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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Reads as a consumer of a sink.
@Command(
    customSynopsis = "[OPTION...] SINK STREAM...",
    description = {
      "Takes the next entries of a sink and prints them, up to the end as it was at the start"
          + " unless -c",
      "or -f. An entry that is not acknowledged comes back to another consumer after --grace. What"
          + " a",
      "filter skips is acknowledged."
    },
    footer = {
      "leat sink read billing orders -c 10 --ack auto",
      "leat sink read billing orders -f | while read -r r; do work \"$r\" &&",
      "    leat sink ack billing orders <<<\"$r\"; done",
      "leat sink read billing orders -c 1 --wait 30s   # exit code 124 when nothing came"
    })
final class SinkReadCommand implements Runnable {
  /// How the names of consumers start that are made for one run alone.
  static final String CONSUMER_OF_ONE_RUN = "leat-";

  @Parameters(index = "0", paramLabel = "SINK")
  private String sink = "";

  @Parameters(index = "1..*", paramLabel = "STREAM", arity = "1..*")
  private List<String> streams = new ArrayList<>();

  @Option(
      names = {"-c", "--count"},
      paramLabel = "N",
      converter = Count.Positive.class,
      description = "Stop after N entries; wait for them.")
  private @Nullable Long count;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with what is added later.")
  private boolean follow;

  @Option(
      names = "--wait",
      paramLabel = "DUR",
      description = "Give up when nothing came for DUR; exit code 124 when nothing came at all.")
  private @Nullable Duration wait;

  @Option(
      names = "--consumer",
      paramLabel = "NAME",
      description = "Read as this consumer; by default as a new one, removed when it is done.")
  private @Nullable String consumer;

  @Option(
      names = "--ack",
      paramLabel = "HOW",
      description =
          "manual (you call sink ack; the default), auto (once printed) or none (at most once).")
  private Ack ack = Ack.MANUAL;

  @Option(
      names = "--grace",
      paramLabel = "DUR",
      description = "Take over what others have not acknowledged for DUR; 20s by default.")
  private Duration grace = Duration.ofSeconds(20);

  @Option(
      names = "--batch",
      paramLabel = "N",
      converter = Count.Positive.class,
      description = "Take at most N entries at once; 100 by default.")
  private long batch = 100;

  @Option(names = "--create", description = "Create the sink, from start, where it is missing.")
  private boolean create;

  @Option(
      names = "--allow-gap",
      description = "Warn of entries that are gone and go on, rather than fail (exit code 7).")
  private boolean allowGap;

  @Mixin private final FilterOptions filters = new FilterOptions();
  @Mixin private final PrintingOptions printing = new PrintingOptions();
  @Mixin private final ConnectionOptions connection = new ConnectionOptions();
  @Mixin final CommonOptions common = new CommonOptions();

  private final Surroundings surroundings;

  SinkReadCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
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
