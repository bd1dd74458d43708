package dev.leat.core;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What a [SinkReader] is to read.
///
/// @param consumer the name under which entries become pending; unique among those that run
/// @param limit stop after so many entries
/// @param patience how long to wait for an entry before giving up; without it, a reader with a
///   limit or that follows waits for ever, any other not at all
/// @param follow whether to go on when everything has been read
/// @param grace how long an entry may be with another consumer, unacknowledged, before it is taken
///   over
/// @param batch at most so many entries of a stream at once, 1 or more
/// @param create whether a sink that does not exist is made, from the start of its stream
/// @param allowGap whether to warn of entries that were trimmed before they were handed out or
///   acknowledged, and go on, in place of failing
public record SinkReading(
    String sink,
    List<String> streams,
    String consumer,
    Ack ack,
    OptionalLong limit,
    Optional<Duration> patience,
    boolean follow,
    Duration grace,
    int batch,
    Filter filter,
    boolean create,
    boolean allowGap) {

  /// Who acknowledges, and when.
  public enum Ack {
    /// Whoever reads the output, by a command of its own: at least once.
    MANUAL,
    /// The reader, after the output was flushed: at least once.
    AUTO,
    /// Nobody: an entry counts as done when it is handed out, so at most once.
    NONE
  }
}
