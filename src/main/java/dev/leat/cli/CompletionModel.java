package dev.leat.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// What a completion script has to know, read off the commands themselves.
///
/// @param commands those that people are told of, and first the options before any command's name
record CompletionModel(List<Command> commands) {

  /// @param words as typed, without `leat`; empty for leat itself
  /// @param arguments what may stand at each place, the last of them also at all later places
  record Command(String words, String summary, List<Option> options, List<Value> arguments) {}

  /// @param names such as `-o` and `--output`
  record Option(List<String> names, String summary, Value value) {}

  /// What a value is completed with.
  sealed interface Value {}

  /// There is no value.
  record None() implements Value {}

  /// A value that nothing is known of.
  record Any() implements Value {}

  /// A file.
  record File() implements Value {}

  /// The name of a stream.
  record Stream() implements Value {}

  /// The name of a sink.
  record Sink() implements Value {}

  /// One of a few words.
  record Words(List<String> words) implements Value {}

  /// Reads all commands.
  static CompletionModel of(Surroundings surroundings) {
    List<Command> commands = new ArrayList<>();
    commands.add(
        command("", "", new Parser(new SharedOptions()::declare, "", surroundings).options()));
    for (CommandName name : CommandName.values()) {
      if (name.visible()) {
        Parser parser = new Parser(name.create(surroundings)::declare, name.words(), surroundings);
        commands.add(command(name.words(), name.summary(), parser.options()));
      }
    }
    return new CompletionModel(commands);
  }

  /// The words that may follow some words: commands, and groups of them.
  List<String> next(String group) {
    TreeSet<String> next = new TreeSet<>();
    for (Command command : commands) {
      String words = command.words();
      if (!words.isEmpty() && (group.isEmpty() || words.startsWith(group + ' '))) {
        String rest = group.isEmpty() ? words : words.substring(group.length() + 1);
        next.add(rest.split(" ", 2)[0]);
      }
    }
    return List.copyOf(next);
  }

  /// The words that are groups of commands.
  List<String> groups() {
    return next("").stream().filter(CommandName::isGroup).toList();
  }

  private static Command command(String words, String summary, Options declared) {
    List<Option> options = new ArrayList<>();
    for (OptionSpec option : declared.spec().options()) {
      options.add(
          new Option(
              List.of(option.names()),
              String.join(" ", option.description()),
              value(option, declared.choices(option))));
    }
    List<Value> arguments = new ArrayList<>();
    for (PositionalParamSpec argument : declared.spec().positionalParameters()) {
      arguments.add(value(argument, declared.choices(argument)));
    }
    return new Command(words, summary, options, arguments);
  }

  private static Value value(OptionSpec option, List<String> choices) {
    if (option.arity().max() == 0) {
      return new None();
    }
    if (!choices.isEmpty()) {
      return new Words(choices);
    }
    return option.paramLabel().equals("FILE") ? new File() : new Any();
  }

  private static Value value(PositionalParamSpec argument, List<String> choices) {
    if (!choices.isEmpty()) {
      return new Words(choices);
    }
    return switch (argument.paramLabel()) {
      case "STREAM", "STREAM|GLOB", "GLOB" -> new Stream();
      case "SINK" -> new Sink();
      default -> new Any();
    };
  }
}
