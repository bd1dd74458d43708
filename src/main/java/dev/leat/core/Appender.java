package dev.leat.core;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Appends a sequence of events in batches.
///
/// One batch is under way while the next fills, never two: so when one is refused or its reply is
/// lost, nothing that comes after it was sent, and the input can go on from that very line without
/// a hole or a second copy. Batches grow to what arrives during a round trip, so one in flight
/// costs no throughput where the server is the bottleneck.
public final class Appender {
  private static final int MAX_EVENTS = 500;
  private static final long MAX_BYTES = 512 * 1024;

  private final Log log;
  private final String stream;
  private final AppendOptions options;
  private final Consumer<List<EntryId>> acknowledged;
  private final @Nullable Pace pace;
  private final int maxEvents;

  private Batch filling = new Batch();
  private boolean ended;
  private @Nullable Batch sent;
  private @Nullable CompletableFuture<Appended> reply;

  private static final class Batch {
    private final List<Draft> drafts = new ArrayList<>();
    private final List<Long> lines = new ArrayList<>();
    private long bytes;
  }

  /// @param rate events a second at most, or empty for as fast as the server takes them
  /// @param acknowledged is given the IDs of every batch, in input order, once the server has them
  public Appender(
      Log log,
      String stream,
      AppendOptions options,
      OptionalLong rate,
      Consumer<List<EntryId>> acknowledged) {
    this.log = log;
    this.stream = stream;
    this.options = options;
    this.acknowledged = acknowledged;
    this.pace = rate.isPresent() ? new Pace(rate.getAsLong()) : null;
    this.maxEvents = pace == null ? MAX_EVENTS : Math.min(MAX_EVENTS, pace.burst());
  }

  /// Takes one more event; sends when a batch is full.
  ///
  /// @param line where the event stands in the input, from 1, which errors name; 0 when it has no
  ///   line
  /// @throws Failure when an earlier batch failed
  public void add(Draft draft, long line) {
    if (ended) {
      throw new IllegalStateException("an earlier batch failed");
    }
    filling.drafts.add(draft);
    filling.lines.add(line);
    filling.bytes += draft.event().bytes();
    if (filling.drafts.size() >= maxEvents || filling.bytes >= MAX_BYTES) {
      send();
    }
  }

  /// Sends what has been taken so far and waits until all of it is acknowledged.
  ///
  /// @throws Failure when a batch failed
  public void flush() {
    if (!filling.drafts.isEmpty()) {
      send();
    }
    settle();
  }

  private void send() {
    settle();
    if (pace != null) {
      pace.await(filling.drafts.size());
    }
    sent = filling;
    filling = new Batch();
    reply = log.append(stream, sent.drafts, options);
  }

  private void settle() {
    Batch batch = sent;
    CompletableFuture<Appended> pending = reply;
    if (batch == null || pending == null) {
      return;
    }
    sent = null;
    reply = null;
    Appended result;
    try {
      result = Replies.join(pending);
    } catch (Failure failure) {
      throw end(at(batch.lines.getFirst(), failure));
    }
    acknowledged.accept(result.ids());
    if (result.refused() != null) {
      throw end(at(batch.lines.get(result.ids().size()), result.refused()));
    }
  }

  /// Nothing that comes after a failure is sent, whatever the caller does.
  private Failure end(Failure failure) {
    filling = new Batch();
    ended = true;
    return failure;
  }

  private static Failure at(long line, Failure failure) {
    if (line == 0) {
      return failure;
    }
    String message = "line " + line + ": " + failure.getMessage();
    return switch (failure) {
      case Failure.OutcomeUnknown unknown ->
          new Failure.OutcomeUnknown(
              message,
              "lines before "
                  + line
                  + " are in the stream, none after its batch was sent; look at the stream's end "
                  + "before sending it again",
              unknown.getCause());
      case Failure.Refused refused -> new Failure.Refused(message, refused.hint());
      case Failure.Unreachable unreachable ->
          new Failure.Unreachable(message, unreachable.hint(), unreachable.getCause());
      case Failure.BadInput bad -> new Failure.BadInput(message, bad.hint());
      case Failure.NotFound _,
          Failure.Usage _,
          Failure.Gap _,
          Failure.TimedOut _,
          Failure.OutputClosed _,
          Failure.OutputFailed _ ->
          failure;
    };
  }
}
