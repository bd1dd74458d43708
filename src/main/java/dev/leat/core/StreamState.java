package dev.leat.core;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What a server knows of a stream at one moment (XINFO STREAM).
///
/// @param length entries in the stream now
/// @param first the ID of the first entry, or null when the stream is empty
/// @param last the last ID the stream ever gave (last-generated-id), whether or not that entry is
///   still there
/// @param added how many entries were ever added; unknown on servers before 7.0
/// @param sinks how many sinks (consumer groups) it has
public record StreamState(
    String stream,
    long length,
    @Nullable EntryId first,
    EntryId last,
    OptionalLong added,
    long sinks) {}
