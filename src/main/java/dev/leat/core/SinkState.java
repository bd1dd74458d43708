package dev.leat.core;

import java.util.List;
import java.util.OptionalLong;

/// What a server knows of a sink (consumer group) on one stream.
///
/// @param position the last ID it handed out
/// @param read how many entries were ever added up to `position`; unknown when the server cannot
///   tell
/// @param lag entries not yet handed out; unknown when the server cannot tell (after a deletion, or
///   on servers before 7.0)
/// @param pending entries handed out and not acknowledged
public record SinkState(
    String sink,
    String stream,
    EntryId position,
    OptionalLong read,
    OptionalLong lag,
    long pending,
    List<ConsumerState> consumers) {}
