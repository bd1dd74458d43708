package dev.leat.cli;

import dev.leat.core.Stop;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All that a command can see of the process it runs in.
///
/// @param out takes bytes as they are and throws when its reader has left; never a `PrintStream`,
///   which hides that
/// @param environment read through [EnvironmentVariable] alone
/// @param stop requested by the first SIGINT or SIGTERM
record Surroundings(
    InputStream in,
    OutputStream out,
    Diagnostics diagnostics,
    Map<String, String> environment,
    Terminals terminals,
    InstantSource clock,
    Stop stop) {

  /// Where a day starts and ends. Looked up only when a date was typed: it takes a while.
  ZoneId zone() {
    return ZoneId.systemDefault();
  }

  /// The value of a variable, or null when it is not set or empty.
  @Nullable String variable(EnvironmentVariable name) {
    String value = environment.get(name.name());
    return value == null || value.isEmpty() ? null : value;
  }
}
