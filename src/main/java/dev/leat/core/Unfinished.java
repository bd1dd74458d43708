package dev.leat.core;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The oldest entry that a sink of a stream is not done with.
///
/// @param pending whether it was handed out and not acknowledged; otherwise it was not handed out
///   yet
public record Unfinished(String sink, EntryId id, boolean pending) {

  /// Looks at all sinks of a stream.
  ///
  /// @return empty when there is no sink, or every sink is done with every entry
  public static Optional<Unfinished> oldest(Log log, Sinks sinks, String stream) {
    return sinks.sinks(stream).stream()
        .flatMap(sink -> oldest(log, sinks, sink).stream())
        .min((one, other) -> one.id().compareTo(other.id()));
  }

  private static Optional<Unfinished> oldest(Log log, Sinks sinks, SinkState sink) {
    if (sink.pending() > 0) {
      List<PendingEntry> pending =
          sinks.pending(sink.sink(), sink.stream(), EntryId.ZERO, Duration.ZERO, 1);
      if (!pending.isEmpty()) {
        return Optional.of(new Unfinished(sink.sink(), pending.getFirst().id(), true));
      }
    }
    List<Entry> next =
        Replies.join(log.range(sink.stream(), sink.position().next(), EntryId.MAX, 1));
    return next.stream().map(e -> new Unfinished(sink.sink(), e.id(), false)).findFirst();
  }
}
