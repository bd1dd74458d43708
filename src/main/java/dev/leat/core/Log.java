package dev.leat.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The port to a server's event logs.
///
/// Every call is bounded in time and fails with a [Failure], thrown or as the exception of the
/// future: [Failure.Unreachable] when nothing was written (or it was a read),
/// [Failure.OutcomeUnknown] when a write was sent and its reply was lost, [Failure.Refused] with
/// the server's words. No call is ever sent twice. After a lost connection the next call makes a
/// new one.
///
/// One thread at a time uses a port; futures may be waited for anywhere.
public interface Log {
  /// Appends events in order, in one atomic step together with the options, sharing the ID order of
  /// the batch. Ends at the first that is refused (see [Appended]).
  ///
  /// @param drafts 1 or more; the caller keeps a batch below about 1,000 events and 1 MiB
  CompletableFuture<Appended> append(String stream, List<Draft> drafts, AppendOptions options);

  /// Entries between two IDs, both inclusive, oldest first; empty when there are none or no stream.
  ///
  /// @param count at most so many, 1 or more
  CompletableFuture<List<Entry>> range(String stream, EntryId from, EntryId to, int count);

  /// Entries between two IDs, both inclusive, newest first.
  ///
  /// @param count at most so many, 1 or more
  CompletableFuture<List<Entry>> rangeBackwards(String stream, EntryId from, EntryId to, int count);

  /// Waits for entries with IDs greater than given, and answers as soon as there are any, oldest
  /// first within a stream; empty when `block` has passed. It waits on a connection of its own;
  /// cancelling the future ends the wait on the server too.
  ///
  /// @param after for each stream the ID after which to read; streams may not exist yet
  /// @param count at most so many a stream, 1 or more
  /// @param block how long to wait, 1 ms to 5 s
  CompletableFuture<List<Entry>> await(Map<String, EntryId> after, int count, Duration block);

  /// What the server knows of a stream, or empty when there is none.
  CompletableFuture<Optional<StreamState>> state(String stream);

  /// What a stream takes; of one that does not exist, nothing.
  CompletableFuture<StreamSize> size(String stream);

  /// The names of all streams that match a Redis glob (`*`, `?`, `[a-z]`, `\`), in order of name.
  List<String> streams(String glob);

  /// Deletes entries.
  ///
  /// @return how many of them existed
  long delete(String stream, Collection<EntryId> ids);

  /// Applies a retention rule now.
  ///
  /// @return how many entries were dropped
  long trim(String stream, Trim rule);

  /// What time it is by the clock of the server that has a stream.
  Instant now(String stream);

  /// Deletes a whole stream with its sinks.
  ///
  /// @return whether it existed
  boolean destroy(String stream);
}
