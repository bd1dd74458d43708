package dev.leat.core;

import java.time.Duration;

/// Retention: which entries a stream drops from its old end.
public sealed interface Trim {
  /// Whether exactly what the rule says goes. Where false, the server may keep more (it drops whole
  /// nodes of about 100 entries, far cheaper), never less.
  boolean exact();

  /// Keep the newest `length` entries.
  ///
  /// @param length 0 or more
  record MaxLen(long length, boolean exact) implements Trim {}

  /// Drop what is older than `age` by the server's clock.
  record MaxAge(Duration age, boolean exact) implements Trim {}

  /// Drop what comes before `id`.
  record Before(EntryId id, boolean exact) implements Trim {}
}
