package dev.leat.cli;

import dev.leat.core.AppendOptions;
import dev.leat.core.Appender;
import dev.leat.core.Draft;
import dev.leat.core.Durations;
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

/// Appends events from arguments, standard input or a file.
final class AddCommand implements Command {
  private static final Duration MAX_LINGER = Duration.ofMillis(50);

  private String stream = "";

  private List<String> body = new ArrayList<>();

  private @Nullable Duration ttl;

  private @Nullable Duration ttlFixed;

  private boolean noCreate;

  private Duration linger = Duration.ZERO;

  private @Nullable Long rate;

  private boolean dryRun;

  private final BodyOptions input = new BodyOptions();
  private final RetentionOptions retention = new RetentionOptions();
  private final ConnectionOptions connection = new ConnectionOptions();

  private final Surroundings surroundings;

  AddCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void declare(Options options) {
    options.usage("[OPTION...] STREAM [FIELD=VALUE... | JSON | -]");
    options.about(
        "Appends events to a stream and prints the ID of each, a line each, once the server has"
            + " it.",
        "Without a body it reads standard input, a JSON object a line; each member is a field.");
    options.examples(
        "leat add orders type=created id=42",
        "leat add orders '{\"type\":\"paid\",\"id\":42}'",
        "journalctl -f | leat add logs --input lines --max-len 100000",
        "leat tail orders | leat add copy --input record");
    options.argument("STREAM", 1, text -> stream = text);
    options.arguments("BODY", 0, body::add);
    options.value(
        "--ttl",
        "DUR",
        "Let the stream expire when nothing was added for DUR.",
        text -> ttl = PositiveDuration.parse(text));
    options.value(
        "--ttl-fixed",
        "DUR",
        "Let the stream expire DUR after the first add that says so.",
        text -> ttlFixed = PositiveDuration.parse(text));
    options.flag(
        "--no-create",
        "Fail where the stream does not exist (exit code 9).",
        () -> noCreate = true);
    options.value(
        "--linger",
        "DUR",
        "Wait up to DUR, 50ms at most, for more input before sending; 0 by default.",
        text -> linger = Durations.parse(text));
    options.value(
        "--rate", "N", "Add N events a second at most.", text -> rate = Count.parse(text, 1));
    options.flag("--dry-run", "Read and check the input, and add nothing.", () -> dryRun = true);
    input.declare(options);
    retention.declare(options);
    connection.declare(options);
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
    if (!surroundings.diagnostics().isQuiet()) {
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
