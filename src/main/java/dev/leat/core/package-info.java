/// What an event log is: events, entries, positions, filters and failures; the ports to a server
/// ([dev.leat.core.Log] and [dev.leat.core.Sinks]); and the loops that need only a port: appending,
/// tailing, following, consuming.
///
/// Nothing here knows Redis, JSON or a terminal: this package uses `java.*` and jspecify alone.
@NullMarked
package dev.leat.core;

import org.jspecify.annotations.NullMarked;
