package dev.leat.format;

import dev.leat.core.Draft;

/// An event about to be appended, and where it stood in the input.
///
/// @param line from 1
public record SourcedEvent(long line, Draft draft) {}
