package dev.leat.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leat.cli.CompletionModel.Command;
import dev.leat.cli.CompletionModel.Option;
import dev.leat.cli.CompletionModel.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A shell that leat writes a completion script for: a frame, which is a resource in the shell's
/// own language, around tables of what there is to complete.
enum Shell {
  BASH,
  ZSH,
  FISH;

  private static final String TABLES = "@TABLES@\n";

  /// The script, with a newline at its end.
  String script(CompletionModel model) {
    return switch (this) {
      case BASH -> frame("completion.bash").replace(TABLES, tables(model, false));
      case ZSH -> frame("completion.zsh").replace(TABLES, tables(model, true));
      case FISH -> frame("completion.fish").replace(TABLES, fishTables(model));
    };
  }

  private static String frame(String resource) {
    try (var in = Shell.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing beside " + Shell.class);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // ---- bash and zsh: functions with the same `case`

  private static String tables(CompletionModel model, boolean summaries) {
    StringBuilder out = new StringBuilder();
    out.append("# COMMAND: the words that may follow it\n_leat_words() {\n  case $1 in\n");
    List<String> groups = new ArrayList<>(List.of(""));
    groups.addAll(model.groups());
    for (String group : groups) {
      List<String> next = model.next(group);
      out.append("    '" + group + "') printf '%s\\n'" + quoted(next) + " ;;\n");
    }
    out.append("  esac\n}\n\n# COMMAND: its options\n_leat_options() {\n  case $1 in\n");
    for (Command command : model.commands()) {
      List<String> options = new ArrayList<>();
      for (Option option : command.options()) {
        for (String name : option.names()) {
          options.add(summaries ? name + ":" + option.summary() : name);
        }
      }
      out.append("    '" + command.words() + "') printf '%s\\n'" + quoted(options) + " ;;\n");
    }
    out.append(
        "  esac\n}\n\n# COMMAND OPTION: what completes its value; fails when it takes none\n");
    out.append("_leat_value() {\n  case \"$1 $2\" in\n");
    values(model).forEach((kind, keys) -> out.append(branch(keys, kind)));
    out.append("    *) return 1 ;;\n  esac\n}\n\n# COMMAND PLACE: what completes that argument\n");
    out.append("_leat_argument() {\n  case \"$1 $2\" in\n");
    for (Command command : model.commands()) {
      for (int i = 0; i < command.arguments().size(); i++) {
        boolean last = i == command.arguments().size() - 1;
        String key = "'" + command.words() + " " + (last ? "'*" : i + "'");
        out.append(branch(List.of(key), kind(command.arguments().get(i))));
      }
    }
    return out.append("  esac\n}\n").toString();
  }

  /// Options by what they take. An option that takes the same wherever there is one is one key.
  private static Map<String, List<String>> values(CompletionModel model) {
    Map<String, List<String>> kindsOf = new LinkedHashMap<>();
    for (Command command : model.commands()) {
      for (Option option : command.options()) {
        for (String name : option.names()) {
          List<String> kinds = kindsOf.computeIfAbsent(name, _ -> new ArrayList<>());
          if (!kinds.contains(kind(option.value()))) {
            kinds.add(kind(option.value()));
          }
        }
      }
    }
    Map<String, List<String>> keys = new LinkedHashMap<>();
    for (Command command : model.commands()) {
      for (Option option : command.options()) {
        for (String name : option.names()) {
          boolean everywhere = kindsOf.getOrDefault(name, List.of()).size() == 1;
          String key = everywhere ? "*' " + name + "'" : "'" + command.words() + " " + name + "'";
          String kind = kind(option.value());
          if (!kind.equals("none")) {
            List<String> same = keys.computeIfAbsent(kind, _ -> new ArrayList<>());
            if (!same.contains(key)) {
              same.add(key);
            }
          }
        }
      }
    }
    return keys;
  }

  private static String branch(List<String> keys, String kind) {
    return "    " + String.join(" | ", keys) + ") echo '" + kind + "' ;;\n";
  }

  /// A word for the frames: what they look up, or after `words` what they choose from.
  private static String kind(Value value) {
    return switch (value) {
      case CompletionModel.None _ -> "none";
      case CompletionModel.Any _ -> "any";
      case CompletionModel.File _ -> "file";
      case CompletionModel.Stream _ -> "streams";
      case CompletionModel.Sink _ -> "sinks";
      case CompletionModel.Words choice -> "words " + String.join(" ", choice.words());
    };
  }

  private static String quoted(List<String> words) {
    StringBuilder out = new StringBuilder();
    for (String word : words) {
      out.append(" \\\n      '").append(word.replace("'", "'\\''")).append('\'');
    }
    return out.toString();
  }

  // ---- fish: a line for each thing to complete

  private static String fishTables(CompletionModel model) {
    StringBuilder out = new StringBuilder();
    List<String> groups = new ArrayList<>(List.of(""));
    groups.addAll(model.groups());
    for (String group : groups) {
      for (String word : model.next(group)) {
        CommandName name = CommandName.of(group.isEmpty() ? word : group + ' ' + word);
        String summary = name == null ? "commands of " + word : name.summary();
        out.append(fishLine(group, "-a '" + word + "'", summary));
      }
    }
    for (Command command : model.commands()) {
      for (Option option : command.options()) {
        StringBuilder names = new StringBuilder();
        for (String name : option.names()) {
          names.append(
              name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.charAt(1));
        }
        out.append(
            fishLine(
                command.words(), names.substring(1) + fishValue(option.value()), option.summary()));
      }
      for (int i = 0; i < command.arguments().size(); i++) {
        String arguments = fishArguments(command.arguments().get(i));
        if (!arguments.isEmpty()) {
          boolean last = i == command.arguments().size() - 1;
          String place = i + (last ? " -ge" : " -eq");
          out.append(
              "complete -c leat -n '__leat_at \""
                  + command.words()
                  + "\" "
                  + place
                  + "' -a '"
                  + arguments
                  + "'\n");
        }
      }
    }
    out.append("set -g __leat_commands");
    List<String> words = new ArrayList<>(model.groups());
    model.commands().stream().skip(1).map(Command::words).forEach(words::add);
    words.forEach(word -> out.append(" '").append(word).append("'"));
    out.append("\nset -g __leat_valued");
    values(model).values().stream()
        .flatMap(List::stream)
        .map(key -> key.substring(key.lastIndexOf(' ') + 1, key.length() - 1))
        .distinct()
        .forEach(name -> out.append(' ').append(name));
    return out.append('\n').toString();
  }

  private static String fishLine(String command, String what, String summary) {
    return "complete -c leat -n '__leat_is \""
        + command
        + "\"' "
        + what
        + " -d '"
        + summary.replace("\\", "\\\\").replace("'", "\\'")
        + "'\n";
  }

  private static String fishValue(Value value) {
    return switch (value) {
      case CompletionModel.None _ -> "";
      case CompletionModel.File _ -> " -r -F";
      case CompletionModel.Words choice -> " -x -a '" + String.join(" ", choice.words()) + "'";
      case CompletionModel.Any _, CompletionModel.Stream _, CompletionModel.Sink _ -> " -x";
    };
  }

  private static String fishArguments(Value value) {
    return switch (value) {
      case CompletionModel.Stream _ -> "(__leat_names streams)";
      case CompletionModel.Sink _ -> "(__leat_names sinks)";
      case CompletionModel.Words choice -> String.join(" ", choice.words());
      case CompletionModel.None _, CompletionModel.Any _, CompletionModel.File _ -> "";
    };
  }
}
