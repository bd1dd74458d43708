package dev.leat.core;

import java.time.Duration;

/// An entry that was handed to a consumer and is not acknowledged.
///
/// @param idle time since it was last delivered
/// @param deliveries how often it was delivered, 1 or more
public record PendingEntry(EntryId id, String consumer, Duration idle, long deliveries) {}
