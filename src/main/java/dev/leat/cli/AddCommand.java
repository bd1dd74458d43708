package dev.leat.cli;

import dev.leat.core.AppendOptions;
import dev.leat.core.Appender;
import dev.leat.core.Draft;
import dev.leat.core.EntryId;
import dev.leat.core.Failure;
import dev.leat.format.EventSource;
import dev.leat.format.SourcedEvent;
import dev.leat.redis.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Appends events from arguments, standard input or a file.
@Command(
    customSynopsis = "[OPTION...] STREAM [FIELD=VALUE... | JSON | -]",
    description = {
      "Appends events to a stream and prints the ID of each, a line each, once the server has it.",
      "Without a body it reads standard input, a JSON object a line; each member is a field."
    },
    footer = {
      "leat add orders type=created id=42",
      "leat add orders '{\"type\":\"paid\",\"id\":42}'",
      "journalctl -f | leat add logs --input lines --max-len 100000",
      "leat tail orders | leat add copy --input record"
    })
final class AddCommand implements Runnable {
  private static final Duration MAX_LINGER = Duration.ofMillis(50);

  @Parameters(index = "0", paramLabel = "STREAM")
  private String stream = "";

  @Parameters(index = "1..*", paramLabel = "BODY", arity = "0..*")
  private List<String> body = new ArrayList<>();

  @Option(
      names = "--ttl",
      paramLabel = "DUR",
      converter = PositiveDuration.class,
      description = "Let the stream expire when nothing was added for DUR.")
  private @Nullable Duration ttl;

  @Option(
      names = "--ttl-fixed",
      paramLabel = "DUR",
      converter = PositiveDuration.class,
      description = "Let the stream expire DUR after the first add that says so.")
  private @Nullable Duration ttlFixed;

  @Option(
      names = "--no-create",
      description = "Fail where the stream does not exist (exit code 9).")
  private boolean noCreate;

  @Option(
      names = "--linger",
      paramLabel = "DUR",
      description = "Wait up to DUR, 50ms at most, for more input before sending; 0 by default.")
  private Duration linger = Duration.ZERO;

  @Option(
      names = "--rate",
      paramLabel = "N",
      converter = Count.Positive.class,
      description = "Add N events a second at most.")
  private @Nullable Long rate;

  @Option(names = "--dry-run", description = "Read and check the input, and add nothing.")
  private boolean dryRun;

  @Mixin private final BodyOptions input = new BodyOptions();
  @Mixin private final RetentionOptions retention = new RetentionOptions();
  @Mixin private final ConnectionOptions connection = new ConnectionOptions();
  @Mixin final CommonOptions common = new CommonOptions();

  private final Surroundings surroundings;

  AddCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    if (linger.compareTo(MAX_LINGER) > 0) {
      throw new Failure.Usage("--linger: 50ms at most");
    }
    AppendOptions options = options();
    if (!body.isEmpty() && !body.equals(List.of("-"))) {
      addAll(input.parse(body), options);
      return;
    }
    EventSource source = input.source(surroundings, !body.isEmpty());
    try {
      addAll(source, options);
    } finally {
      surroundings.diagnostics().endProgress();
    }
    if (source.skipped() > 0) {
      surroundings
          .diagnostics()
          .say(
              source.skipped()
                  + (source.skipped() == 1 ? " line" : " lines")
                  + " skipped, the first: "
                  + source.firstSkipped());
    }
  }

  private AppendOptions options() {
    if (ttl != null && ttlFixed != null) {
      throw new Failure.Usage("--ttl and --ttl-fixed exclude each other");
    }
    return new AppendOptions(
        retention.trims(null), ttl != null ? ttl : ttlFixed, ttlFixed != null, !noCreate);
  }

  private void addAll(List<Draft> drafts, AppendOptions options) {
    if (dryRun) {
      sayDryRun(drafts.size());
      return;
    }
    try (Server server = connection.connect(surroundings);
        Lines ids = new Lines(surroundings.out())) {
      SinkWarnings sinks = sinks(server, options);
      Appender appender = appender(server, options, ids, sinks);
      for (Draft draft : drafts) {
        appender.add(draft, 0);
      }
      appender.flush();
      sinks.look();
    }
  }

  private void addAll(EventSource source, AppendOptions options) {
    Intake<SourcedEvent> intake =
        new Intake<>(source::ready, source::next, linger, surroundings.stop());
    if (dryRun) {
      AtomicLong count = new AtomicLong();
      intake.run(event -> count.incrementAndGet(), () -> {});
      sayDryRun(count.get());
      return;
    }
    try (Server server = connection.connect(surroundings);
        Lines ids = new Lines(surroundings.out())) {
      SinkWarnings sinks = sinks(server, options);
      Appender appender = appender(server, options, ids, sinks);
      intake.run(
          event -> appender.add(input.complete(event.draft()), event.line()), appender::flush);
      sinks.look();
    }
  }

  private SinkWarnings sinks(Server server, AppendOptions options) {
    return new SinkWarnings(server, stream, options, surroundings.diagnostics());
  }

  private Appender appender(Server server, AppendOptions options, Lines ids, SinkWarnings sinks) {
    return new Appender(
        server.log(),
        stream,
        options,
        rate == null ? OptionalLong.empty() : OptionalLong.of(rate),
        acknowledged -> {
          print(acknowledged, ids);
          sinks.added(acknowledged);
        });
  }

  private void print(List<EntryId> acknowledged, Lines ids) {
    if (!common.quiet()) {
      for (EntryId id : acknowledged) {
        ids.line(id.toString());
      }
      ids.flush();
    }
  }

  private void sayDryRun(long events) {
    surroundings
        .diagnostics()
        .say(
            events
                + (events == 1 ? " event" : " events")
                + " would be added to stream \""
                + stream
                + '"');
  }
}
