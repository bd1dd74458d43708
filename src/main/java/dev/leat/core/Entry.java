package dev.leat.core;

/// An event with its ID, as a stream holds it.
///
/// @param stream the key of the stream
public record Entry(String stream, EntryId id, Event event) {}
