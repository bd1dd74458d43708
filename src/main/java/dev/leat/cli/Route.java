package dev.leat.cli;

import dev.leat.core.Failure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which command a command line is for.
///
/// @param command null when none was named
/// @param group the group that was named, such as `sink`; empty for none
/// @param args what is left for the command: the options before its name, then what follows it
record Route(@Nullable CommandName command, String group, List<String> args) {

  /// Finds the command's name among its options.
  ///
  /// @throws Failure.Usage when there is no such command
  static Route of(List<String> args, Surroundings surroundings) {
    String group = "";
    List<String> rest = args;
    while (true) {
      int at = firstWord(rest, surroundings);
      if (at == rest.size()) {
        return new Route(null, group, rest);
      }
      String words = group.isEmpty() ? rest.get(at) : group + ' ' + rest.get(at);
      rest = without(rest, at);
      CommandName command = CommandName.of(words);
      if (command != null) {
        return new Route(command, group, rest);
      }
      if (!CommandName.isGroup(words)) {
        throw unknown(words, group);
      }
      group = words;
    }
  }

  /// Most command lines start with the command's name; only the others need a look at the options.
  private static int firstWord(List<String> args, Surroundings surroundings) {
    if (args.isEmpty() || !args.getFirst().startsWith("-")) {
      return 0;
    }
    return new Parser(new SharedOptions()::declare, "", surroundings).parseLeading(args);
  }

  private static List<String> without(List<String> args, int index) {
    List<String> rest = new ArrayList<>(args);
    rest.remove(index);
    return rest;
  }

  private static Failure.Usage unknown(String words, String group) {
    String help = group.isEmpty() ? "leat --help" : "leat " + group + " --help";
    return new Failure.Usage("'" + words + "' is not a command", help);
  }
}
