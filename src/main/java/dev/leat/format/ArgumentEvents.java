package dev.leat.format;

import dev.leat.core.Draft;
import dev.leat.core.Event;
import dev.leat.core.Failure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Events from the arguments of a command line: `FIELD=VALUE…` is one event, or each argument is an
/// event of its own, written as a JSON object.
public final class ArgumentEvents {
  private ArgumentEvents() {}

  /// Reads the arguments: JSON objects when the first starts with `{`, fields otherwise. A field's
  /// name ends at the first `=`; names may repeat.
  ///
  /// @param arguments one or more
  /// @param idFrom as in [InputOptions]
  /// @throws Failure.Usage when an argument is neither, both are mixed or a name is empty
  /// @throws Failure.BadInput when an argument that should be a JSON object is none, or there is no
  ///   ID where one should stand; the message counts events from 1
  public static List<Draft> parse(
      List<String> arguments, NullPolicy nulls, @Nullable String idFrom) {
    if (arguments.isEmpty()) {
      return List.of();
    }
    return isObject(arguments.getFirst())
        ? objects(arguments, nulls, idFrom)
        : List.of(fields(arguments, idFrom));
  }

  private static boolean isObject(String argument) {
    return argument.stripLeading().startsWith("{");
  }

  private static List<Draft> objects(
      List<String> arguments, NullPolicy nulls, @Nullable String idFrom) {
    LineParser parser = new ObjectParser(nulls);
    List<Draft> drafts = new ArrayList<>(arguments.size());
    for (String argument : arguments) {
      if (!isObject(argument)) {
        throw mixed(argument);
      }
      try {
        byte[] bytes = bytes(argument);
        drafts.add(RequestedId.draft(parser.parse(bytes, 0, bytes.length), idFrom));
      } catch (Malformed malformed) {
        throw new Failure.BadInput("event " + (drafts.size() + 1) + ": " + malformed.reason());
      }
    }
    return drafts;
  }

  private static Draft fields(List<String> arguments, @Nullable String idFrom) {
    Fields fields = new Fields();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (equals < 0) {
        throw isObject(argument)
            ? mixed(argument)
            : new Failure.Usage(
                "'" + Escapes.line(argument) + "' is not a field", "FIELD=VALUE, or a JSON object");
      }
      if (equals == 0) {
        throw new Failure.Usage("'" + Escapes.line(argument) + "' has no field name before '='");
      }
      try {
        fields.add(bytes(argument.substring(0, equals)), bytes(argument.substring(equals + 1)));
      } catch (Malformed malformed) {
        throw new Failure.BadInput("'" + Escapes.line(argument) + "': " + malformed.reason());
      }
    }
    Event event = fields.event();
    if (event == null) {
      throw new IllegalStateException("every argument is a field");
    }
    try {
      return RequestedId.draft(event, idFrom);
    } catch (Malformed malformed) {
      throw new Failure.BadInput(malformed.reason());
    }
  }

  private static byte[] bytes(String text) throws Malformed {
    byte[] bytes = Utf8.encode(text);
    if (bytes == null) {
      throw new Malformed("not UTF-8");
    }
    return bytes;
  }

  private static Failure.Usage mixed(String argument) {
    return new Failure.Usage(
        "'" + Escapes.line(argument) + "': fields and JSON objects do not mix",
        "either FIELD=VALUE..., or JSON objects alone");
  }
}
