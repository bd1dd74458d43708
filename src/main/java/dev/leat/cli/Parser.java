package dev.leat.cli;

import dev.leat.core.Durations;
import dev.leat.core.EntryId;
import dev.leat.core.Failure;
import dev.leat.core.Position;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// How leat reads options: as getopt does. An option that takes a value takes the next argument,
/// whatever it looks like; the last of several counts; `--` ends the options; nothing in a value is
/// special, neither `@` nor quotes nor `${`.
final class Parser {
  private final CommandLine line;
  private final String name;

  /// @param command an object with picocli's annotations, filled in by [#parse]
  /// @param words the command as it is typed, without `leat`; empty for none
  Parser(Object command, String words, Surroundings surroundings) {
    name = words.isEmpty() ? "leat" : "leat " + words;
    line = new CommandLine(command);
    line.setCommandName(name);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExpandAtFiles(false);
    line.setInterpolateVariables(false);
    line.setAllowOptionsAsOptionParameters(true);
    line.setOverwrittenOptionsAllowed(true);
    line.registerConverter(Duration.class, Durations::parse);
    line.registerConverter(EntryId.class, Parser::id);
    line.registerConverter(Path.class, Path::of);
    line.registerConverter(
        Position.class,
        text -> Position.parse(text, surroundings.clock().instant(), surroundings.zone()));
    line.registerConverter(
        Instant.class,
        text -> Position.parseTime(text, surroundings.clock().instant(), surroundings.zone()));
  }

  /// The model of the command: its options and what they are for.
  CommandLine.Model.CommandSpec spec() {
    return line.getCommandSpec();
  }

  /// The options that every command has.
  CommonOptions common() {
    if (line.getMixins().get("common") instanceof CommonOptions common) {
      return common;
    }
    throw new IllegalStateException(name + " lacks the common options");
  }

  /// Fills in the command's options.
  ///
  /// @throws Failure.Usage when the arguments do not fit
  void parse(List<String> args) {
    try {
      var _ = line.parseArgs(args.toArray(String[]::new));
    } catch (ParameterException wrong) {
      throw usage(wrong);
    }
  }

  /// Fills in the options up to the first argument that is none.
  ///
  /// @return the place of that argument; the size of `args` when all are options
  /// @throws Failure.Usage when there is an unknown option before it
  int parseLeading(List<String> args) {
    line.setStopAtPositional(true);
    line.setUnmatchedArgumentsAllowed(true);
    try {
      ParseResult result = line.parseArgs(args.toArray(String[]::new));
      List<String> rest = result.unmatched();
      if (!rest.isEmpty() && rest.getFirst().length() > 1 && rest.getFirst().startsWith("-")) {
        throw unknownOption(rest.getFirst());
      }
      return args.size() - rest.size();
    } catch (ParameterException wrong) {
      throw usage(wrong);
    }
  }

  private static EntryId id(String text) {
    try {
      return EntryId.parse(text);
    } catch (IllegalArgumentException none) {
      throw new Failure.Usage(String.valueOf(none.getMessage()));
    }
  }

  private Failure.Usage usage(ParameterException wrong) {
    if (wrong instanceof CommandLine.UnmatchedArgumentException unmatched) {
      String first = unmatched.getUnmatched().getFirst();
      return unmatched.isUnknownOption()
          ? unknownOption(first)
          : new Failure.Usage("unexpected argument '" + first + "'", help());
    }
    ArgSpec culprit = wrong.getArgSpec();
    if (wrong.getCause() instanceof Failure failure && culprit != null) {
      String hint = failure.hint();
      return new Failure.Usage(
          label(culprit) + ": " + failure.getMessage(), hint == null ? help() : hint);
    }
    if (wrong instanceof CommandLine.MissingParameterException missing
        && !missing.getMissing().isEmpty()) {
      ArgSpec first = missing.getMissing().getFirst();
      return new Failure.Usage(
          first.isOption() && !first.required()
              ? label(first) + " needs a value, " + first.paramLabel()
              : label(first) + " is missing",
          help());
    }
    if (culprit != null && culprit.type().isEnum()) {
      return new Failure.Usage(
          label(culprit)
              + ": '"
              + wrong.getValue()
              + "' is not one of "
              + String.join(", ", choices(culprit)),
          help());
    }
    String message = String.valueOf(wrong.getMessage());
    return new Failure.Usage(
        message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1), help());
  }

  /// Leaves out what follows `=`, because people try `--password=…`.
  private Failure.Usage unknownOption(String argument) {
    int value = argument.indexOf('=');
    String option = value < 0 ? argument : argument.substring(0, value);
    return new Failure.Usage(
        "unknown option '" + option + "'",
        option.startsWith("--pass") || option.equals("-a")
            ? "passwords come from LEAT_PASSWORD, --password-file, --askpass or the URL"
            : help());
  }

  /// The values that an argument chooses among, as they are typed; empty when it takes others too.
  static List<String> choices(ArgSpec argument) {
    List<String> choices = new ArrayList<>();
    if (argument.type().isEnum()) {
      for (Object constant : argument.type().getEnumConstants()) {
        choices.add(constant.toString().toLowerCase(Locale.ROOT));
      }
    }
    return choices;
  }

  private static String label(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  private String help() {
    return name + " --help";
  }
}
