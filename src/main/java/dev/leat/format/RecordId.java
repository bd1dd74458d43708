package dev.leat.format;

import dev.leat.core.EntryId;
import org.jspecify.annotations.Nullable;

/// Which entry a record is of.
///
/// @param line where the record stood in the input, from 1
/// @param stream the entry's stream; null when the line was a bare ID
/// @param sink the sink it was read through; null when the record does not say
public record RecordId(long line, @Nullable String stream, @Nullable String sink, EntryId id) {}
