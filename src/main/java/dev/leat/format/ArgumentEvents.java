package dev.leat.format;

import dev.leat.core.Draft;
import dev.leat.core.Failure;
import java.util.List;

/// Events from the arguments of a command line: `FIELD=VALUE…` is one event, or each argument is an
/// event of its own, written as a JSON object.
public final class ArgumentEvents {
  private ArgumentEvents() {}

  /// Reads the arguments: JSON objects when the first starts with `{`, fields otherwise. A field's
  /// name ends at the first `=`; names may repeat.
  ///
  /// @param arguments one or more
  /// @throws Failure.Usage when an argument is neither, both are mixed or a name is empty
  /// @throws Failure.BadInput when an argument that should be a JSON object is none; the message
  ///     counts arguments from 1
  public static List<Draft> parse(List<String> arguments, NullPolicy nulls) {
    if (arguments.isEmpty()) {
      return List.of();
    }
    throw new UnsupportedOperationException();
  }
}
