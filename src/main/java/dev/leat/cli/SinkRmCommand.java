package dev.leat.cli;

import dev.leat.core.ConsumerState;
import dev.leat.core.Durations;
import dev.leat.core.Failure;
import dev.leat.core.SinkState;
import dev.leat.core.Sinks;
import dev.leat.redis.Server;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Removes a sink, or some of its consumers.
final class SinkRmCommand implements Command {
  /// Holds what is pending for nobody; a reader takes it over like any other idle consumer's.
  private static final String UNCLAIMED = "unclaimed";

  private String sink = "";

  private String stream = "";

  private @Nullable String consumer;

  private @Nullable Duration stale;

  private final Consent consent = new Consent();
  private final ReportOptions report = new ReportOptions();
  private final ConnectionOptions connection = new ConnectionOptions();

  private final Surroundings surroundings;

  SinkRmCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void declare(Options options) {
    options.usage("[OPTION...] SINK STREAM [--consumer NAME | --stale DUR]");
    options.about(
        "Removes a sink from a stream, or only some of its consumers: what is pending for a"
            + " consumer is",
        "handed to the consumer \"unclaimed\" first, from where readers take it over after their"
            + " --grace.",
        "Asks first on a terminal, and needs --yes elsewhere.");
    options.examples(
        "leat sink rm billing orders",
        "leat sink rm billing orders --consumer worker-7 --yes",
        "leat sink rm billing orders --stale 1d --dry-run");
    options.argument("SINK", 1, text -> sink = text);
    options.argument("STREAM", 1, text -> stream = text);
    options.value("--consumer", "NAME", "Remove this consumer alone.", text -> consumer = text);
    options.value(
        "--stale",
        "DUR",
        "Remove the consumers that asked for nothing for DUR.",
        text -> stale = Durations.parse(text));
    consent.declare(options);
    report.declare(options);
    connection.declare(options);
  }

  @Override
  public void run() {
    if (consumer != null && stale != null) {
      throw new Failure.Usage("--consumer and --stale exclude each other");
    }
    try (Server server = connection.connect(surroundings);
        Report rows = report.open(surroundings)) {
      SinkState state = existing(sink, stream, server.sinks());
      if (consumer == null && stale == null) {
        removeSink(state, server.sinks(), rows);
      } else {
        removeConsumers(chosen(state), server.sinks(), rows);
      }
    }
  }

  /// What the server knows of a sink.
  ///
  /// @throws Failure.NotFound when there is none, or no such stream
  static SinkState existing(String sink, String stream, Sinks sinks) {
    return sinks.sinks(stream).stream()
        .filter(state -> state.sink().equals(sink))
        .findFirst()
        .orElseThrow(
            () ->
                new Failure.NotFound(
                    "sink \"" + sink + "\" does not exist on stream \"" + stream + '"',
                    "leat sink ls " + stream));
  }

  private void removeSink(SinkState state, Sinks sinks, Report rows) {
    String plan =
        "remove "
            + place()
            + ": "
            + state.pending()
            + " pending, "
            + state.consumers().size()
            + " consumers";
    if (consent.given(List.of(plan), surroundings)) {
      rows.add(
          new Row()
              .text("sink", sink)
              .text("stream", stream)
              .truth("removed", sinks.remove(sink, stream)));
    }
  }

  private List<ConsumerState> chosen(SinkState state) {
    List<ConsumerState> chosen =
        state.consumers().stream()
            .filter(
                one ->
                    stale != null
                        ? one.idle().compareTo(stale) >= 0
                            && !(one.consumer().equals(UNCLAIMED) && one.pending() > 0)
                        : one.consumer().equals(consumer))
            .toList();
    if (consumer != null && chosen.isEmpty()) {
      throw new Failure.NotFound(
          "consumer \"" + consumer + "\" does not exist in " + place(), "leat sink ls " + stream);
    }
    if (UNCLAIMED.equals(consumer) && chosen.getFirst().pending() > 0) {
      throw new Failure.Usage(
          "consumer \"" + UNCLAIMED + "\" holds what is pending for nobody",
          "leat sink read " + sink + ' ' + stream);
    }
    return chosen;
  }

  private void removeConsumers(List<ConsumerState> chosen, Sinks sinks, Report rows) {
    List<String> plan =
        chosen.stream()
            .map(
                one ->
                    "remove consumer \""
                        + one.consumer()
                        + "\" of "
                        + place()
                        + ": "
                        + one.pending()
                        + " pending, handed over")
            .toList();
    if (plan.isEmpty() || !consent.given(plan, surroundings)) {
      return;
    }
    for (ConsumerState one : chosen) {
      long handedOver = handOver(one.consumer(), sinks);
      rows.add(
          new Row()
              .text("sink", sink)
              .text("stream", stream)
              .text("consumer", one.consumer())
              .truth("removed", true)
              .number("handed_over", handedOver));
    }
  }

  /// @return how many entries were pending for the consumer, which is gone afterwards
  private long handOver(String from, Sinks sinks) {
    long handedOver = 0;
    // The consumer may be reading at this moment, so once may not be enough.
    long left = sinks.removeConsumer(sink, stream, from);
    while (left > 0) {
      long moved = sinks.transfer(sink, stream, from, UNCLAIMED);
      if (moved == 0) {
        throw new Failure.Refused(
            left + " entries pending for consumer \"" + from + "\" cannot be handed over", null);
      }
      handedOver += moved;
      left = sinks.removeConsumer(sink, stream, from);
    }
    return handedOver;
  }

  private String place() {
    return "sink \"" + sink + "\" of stream \"" + stream + "\" on " + connection.name(surroundings);
  }
}
