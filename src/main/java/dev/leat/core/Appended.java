package dev.leat.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came of appending a batch: events are added in order and the first that the server refuses
/// ends the batch, so the added ones are always the first `ids.size()` events.
///
/// @param ids the IDs of the events that were added, in input order
/// @param refused why event number `ids.size()` (from 0) was not added, or null when all were
public record Appended(List<EntryId> ids, @Nullable Failure refused) {}
