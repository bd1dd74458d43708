package dev.leat.core;

import java.time.Duration;

/// One consumer of a sink.
///
/// @param pending entries it was handed and has not acknowledged
/// @param idle time since it last asked the server for anything
public record ConsumerState(String consumer, long pending, Duration idle) {}
