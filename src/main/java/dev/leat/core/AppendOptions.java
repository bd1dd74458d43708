package dev.leat.core;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happens to the stream in the same atomic step as an append.
///
/// @param trims retention rules, applied after the events were added; empty for none
/// @param ttl the stream's time to live from now on, or null to leave it as it is
/// @param fixed whether `ttl` counts from the first add that set it and later adds leave it alone
///   (otherwise every add starts it anew)
/// @param create whether a stream that does not exist is made; where false, appending to a missing
///   stream fails with [Failure.NotFound]
public record AppendOptions(
    List<Trim> trims, @Nullable Duration ttl, boolean fixed, boolean create) {
  /// No retention, no expiry, the stream is made when missing.
  public static final AppendOptions NONE = new AppendOptions(List.of(), null, false, true);
}
