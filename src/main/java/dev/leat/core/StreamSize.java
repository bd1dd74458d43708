package dev.leat.core;

import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What a stream takes, and for how long.
///
/// @param bytes memory by the server's estimate (MEMORY USAGE), unknown where the server refuses to
///   tell
/// @param ttl the time until it expires, or null when it does not
public record StreamSize(OptionalLong bytes, @Nullable Duration ttl) {}
