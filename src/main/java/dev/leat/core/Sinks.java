package dev.leat.core;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The port to a server's sinks (consumer groups). Failures are as in [Log]; a stream or sink that
/// does not exist is [Failure.NotFound].
public interface Sinks {
  /// Creates a sink on a stream.
  ///
  /// @param after the sink hands out entries after this ID
  /// @param createStream whether a missing stream is made, empty
  /// @return whether it was created; false when it existed and nothing was changed
  boolean create(String sink, String stream, EntryId after, boolean createStream);

  /// Entries that were handed to no consumer of the sink yet, which become pending for this one.
  /// Waits on a connection of its own when `block` is not zero; end the wait with [#unblock], which
  /// loses nothing, not by cancelling the future.
  ///
  /// @param streams one or more
  /// @param count at most so many a stream, 1 or more
  /// @param block how long to wait for the first, 0 not at all, at most 5 s
  CompletableFuture<List<Delivery>> readNew(
      String sink, String consumer, Collection<String> streams, int count, Duration block);

  /// Makes a waiting [#readNew] answer at once, with what it has or nothing.
  void unblock();

  /// Entries handed out and not acknowledged, oldest ID first.
  ///
  /// @param from the first ID to look at, inclusive
  /// @param minIdle only those last delivered at least so long ago; zero for all
  /// @param count at most so many, 1 or more
  List<PendingEntry> pending(String sink, String stream, EntryId from, Duration minIdle, int count);

  /// Takes pending entries over, and counts a delivery for each.
  ///
  /// @param entries what [#pending] gave
  /// @param minIdle each only if it was last delivered at least so long ago, checked again by the
  ///   server
  /// @return those that were taken, and the IDs of pending entries the stream no longer holds
  Claimed claim(
      String sink,
      String stream,
      String consumer,
      Collection<PendingEntry> entries,
      Duration minIdle);

  /// What came of a [#claim].
  ///
  /// @param lost pending IDs whose entries were deleted or trimmed before they were acknowledged
  record Claimed(List<Delivery> deliveries, List<EntryId> lost) {}

  /// Gives pending entries back, so that any consumer may take them over at once. The delivery is
  /// not counted.
  void release(String sink, String stream, String consumer, Collection<EntryId> ids);

  /// Acknowledges entries of one stream.
  ///
  /// @return how many of them were pending
  CompletableFuture<Long> acknowledge(String sink, String stream, Collection<EntryId> ids);

  /// The sinks of a stream, in order of name.
  List<SinkState> sinks(String stream);

  /// Removes a sink with its pending entries' state; the stream's entries stay.
  ///
  /// @return whether it existed
  boolean remove(String sink, String stream);

  /// Removes a consumer when it has nothing pending, checked and done in one step.
  ///
  /// @return what it has pending: 0 when it was removed or did not exist
  long removeConsumer(String sink, String stream, String consumer);

  /// Hands all pending entries of one consumer to another, without counting a delivery.
  ///
  /// @return how many
  long transfer(String sink, String stream, String from, String to);
}
