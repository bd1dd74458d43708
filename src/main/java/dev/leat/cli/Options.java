package dev.leat.cli;

import dev.leat.core.EntryId;
import dev.leat.core.Failure;
import dev.leat.core.Position;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// What a command takes, and its help.
///
/// It is told to picocli by calls, not by annotations: reading those by reflection takes three
/// times as long, more than all else that leat does before it connects.
final class Options {
  /// The heading of the options that are the command's alone.
  static final String OWN = "Options:";

  private final CommandSpec spec;
  private final Surroundings surroundings;
  private final Map<String, List<OptionSpec>> groups;
  private final Map<ArgSpec, List<String>> choices;
  private final List<Positional> positionals;
  private final List<Failure.Usage> problems;
  private final String heading;

  private record Positional(PositionalParamSpec spec, Consumer<String> set) {}

  Options(Surroundings surroundings) {
    this(
        CommandSpec.create(),
        surroundings,
        new LinkedHashMap<>(),
        new LinkedHashMap<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        OWN);
  }

  private Options(
      CommandSpec spec,
      Surroundings surroundings,
      Map<String, List<OptionSpec>> groups,
      Map<ArgSpec, List<String>> choices,
      List<Positional> positionals,
      List<Failure.Usage> problems,
      String heading) {
    this.spec = spec;
    this.surroundings = surroundings;
    this.groups = groups;
    this.choices = choices;
    this.positionals = positionals;
    this.problems = problems;
    this.heading = heading;
  }

  /// The same, for options that stand under a heading of their own in the help.
  Options group(String title) {
    return new Options(spec, surroundings, groups, choices, positionals, problems, title);
  }

  /// How to call the command, after its name.
  void usage(String synopsis) {
    spec.usageMessage().customSynopsis(synopsis);
  }

  /// What the command does, in a few lines of at most 100 columns.
  void about(String... lines) {
    spec.usageMessage().description(lines);
  }

  void examples(String... lines) {
    spec.usageMessage().footer(lines);
  }

  /// An option without a value.
  ///
  /// @param names such as `-f, --follow`
  /// @param set called each time it is given
  void flag(String names, String description, Runnable set) {
    add(flagBuilder(names, description, set).build());
  }

  /// The option that asks for help; with it nothing else is required.
  void helpFlag(String names, String description, Runnable set) {
    add(flagBuilder(names, description, set).usageHelp(true).build());
  }

  /// The option that asks for the version; with it nothing else is required.
  void versionFlag(String names, String description, Runnable set) {
    add(flagBuilder(names, description, set).versionHelp(true).build());
  }

  private OptionSpec.Builder flagBuilder(String names, String description, Runnable set) {
    return OptionSpec.builder(names(names))
        .arity("0")
        .type(boolean.class)
        .description(description)
        .setter(
            new ISetter() {
              @Override
              public <T> @Nullable T set(T value) {
                if (Boolean.TRUE.equals(value)) {
                  set.run();
                }
                return null;
              }
            });
  }

  /// An option with a value.
  ///
  /// @param names such as `-c, --count`
  /// @param label what the help calls the value; `FILE` is completed with files
  /// @param set is given each value as it was typed, and may refuse it by a [Failure.Usage]
  void value(String names, String label, String description, Consumer<String> set) {
    addValue(names, label, description, set);
  }

  private OptionSpec addValue(
      String names, String label, String description, Consumer<String> set) {
    String[] all = names(names);
    OptionSpec option =
        OptionSpec.builder(all)
            .paramLabel(label)
            .arity("1")
            .type(String.class)
            .description(description)
            .setter(
                new ISetter() {
                  @Override
                  public <T> @Nullable T set(T value) {
                    if (value instanceof String text) {
                      give(all[all.length - 1], text, set);
                    }
                    return null;
                  }
                })
            .build();
    add(option);
    return option;
  }

  /// An option whose value is one of a few words, the constants' names in lower case.
  <E extends Enum<E>> void choice(
      String names, String label, String description, E[] constants, Consumer<E> set) {
    OptionSpec option =
        addValue(names, label, description, text -> set.accept(constant(text, constants)));
    choices.put(option, words(constants));
  }

  /// An argument, where `least` is 1, or one that may be left out, where it is 0.
  void argument(String label, int least, Consumer<String> set) {
    addPositional(label, least, false, set);
  }

  /// One or more arguments up to the end of the line, where `least` is 1, or none, where it is 0.
  void arguments(String label, int least, Consumer<String> add) {
    addPositional(label, least, true, add);
  }

  /// An argument that is one of a few words.
  <E extends Enum<E>> void choice(String label, E[] constants, Consumer<E> set) {
    PositionalParamSpec argument =
        addPositional(label, 1, false, text -> set.accept(constant(text, constants)));
    choices.put(argument, words(constants));
  }

  private PositionalParamSpec addPositional(
      String label, int least, boolean many, Consumer<String> set) {
    int index = positionals.size();
    PositionalParamSpec argument =
        PositionalParamSpec.builder()
            .index(many ? index + "..*" : Integer.toString(index))
            .arity(least + ".." + (many ? "*" : "1"))
            .required(least > 0)
            .paramLabel(label)
            .type(List.class)
            .auxiliaryTypes(String.class)
            .build();
    spec.addPositional(argument);
    positionals.add(new Positional(argument, set));
    return argument;
  }

  private void add(OptionSpec option) {
    spec.addOption(option);
    groups.computeIfAbsent(heading, _ -> new ArrayList<>()).add(option);
  }

  private void give(String label, String text, Consumer<String> set) {
    try {
      set.accept(text);
    } catch (Failure.Usage wrong) {
      problems.add(new Failure.Usage(label + ": " + wrong.getMessage(), wrong.hint()));
    }
  }

  /// Hands over the arguments once all are known.
  ///
  /// @throws Failure.Usage the first that was wrong with a value
  void finish() {
    for (Positional positional : positionals) {
      if (positional.spec().getValue() instanceof List<?> values) {
        values.forEach(
            value -> give(positional.spec().paramLabel(), value.toString(), positional.set()));
      }
    }
    if (!problems.isEmpty()) {
      throw problems.getFirst();
    }
  }

  /// The model that picocli parses with.
  CommandSpec spec() {
    return spec;
  }

  /// The options by the headings they stand under, each in the order of their declaration.
  Map<String, List<OptionSpec>> groups() {
    return groups;
  }

  /// The words that an argument or option chooses among; empty when it takes others.
  List<String> choices(ArgSpec argument) {
    return choices.getOrDefault(argument, List.of());
  }

  // ---- values

  /// A point in a stream.
  ///
  /// @throws Failure.Usage when the text is none
  Position position(String text) {
    return Position.parse(text, surroundings.clock().instant(), surroundings.zone());
  }

  /// A time.
  ///
  /// @throws Failure.Usage when the text is none
  Instant time(String text) {
    return Position.parseTime(text, surroundings.clock().instant(), surroundings.zone());
  }

  /// The ID of an entry.
  ///
  /// @throws Failure.Usage when the text is none
  static EntryId id(String text) {
    try {
      return EntryId.parse(text);
    } catch (IllegalArgumentException none) {
      throw new Failure.Usage(String.valueOf(none.getMessage()));
    }
  }

  /// The path of a file.
  ///
  /// @throws Failure.Usage when there can be no such path
  static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException none) {
      throw new Failure.Usage("'" + text + "' is not a path");
    }
  }

  private static String[] names(String names) {
    return names.split(", ", -1);
  }

  private static <E extends Enum<E>> E constant(String text, E[] constants) {
    for (E constant : constants) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
        return constant;
      }
    }
    throw new Failure.Usage("'" + text + "' is not one of " + String.join(", ", words(constants)));
  }

  private static <E extends Enum<E>> List<String> words(E[] constants) {
    List<String> words = new ArrayList<>();
    for (E constant : constants) {
      words.add(constant.name().toLowerCase(Locale.ROOT));
    }
    return words;
  }
}
