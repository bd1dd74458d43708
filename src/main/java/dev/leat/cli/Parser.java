package dev.leat.cli;

import dev.leat.core.Failure;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// How leat reads options: as getopt does. An option that takes a value takes the next argument,
/// whatever it looks like; the last of several counts; `--` ends the options; nothing in a value is
/// special, neither `@` nor quotes nor `${`.
final class Parser {
  private final Options options;
  private final CommonOptions common = new CommonOptions();
  private final String name;

  /// @param declaration says what is taken; [#parse] fills it in
  /// @param words the command as it is typed, without `leat`; empty for none
  Parser(Consumer<Options> declaration, String words, Surroundings surroundings) {
    name = words.isEmpty() ? "leat" : "leat " + words;
    options = new Options(surroundings);
    declaration.accept(options);
    common.declare(options);
  }

  /// What the command takes.
  Options options() {
    return options;
  }

  /// The options that every command has.
  CommonOptions common() {
    return common;
  }

  /// Fills in the command's options.
  ///
  /// @throws Failure.Usage when the arguments do not fit
  void parse(List<String> args) {
    try {
      ParseResult _ = line().parseArgs(args.toArray(String[]::new));
    } catch (ParameterException wrong) {
      throw usage(wrong);
    }
    finish();
  }

  /// Fills in the options up to the first argument that is none.
  ///
  /// @return the place of that argument; the size of `args` when all are options
  /// @throws Failure.Usage when there is an unknown option before it
  int parseLeading(List<String> args) {
    CommandLine line = line();
    line.setStopAtPositional(true);
    line.setUnmatchedArgumentsAllowed(true);
    List<String> rest;
    try {
      rest = line.parseArgs(args.toArray(String[]::new)).unmatched();
    } catch (ParameterException wrong) {
      throw usage(wrong);
    }
    if (!rest.isEmpty() && rest.getFirst().length() > 1 && rest.getFirst().startsWith("-")) {
      throw unknownOption(rest.getFirst());
    }
    finish();
    return args.size() - rest.size();
  }

  private CommandLine line() {
    CommandLine line = new CommandLine(options.spec());
    line.setExpandAtFiles(false);
    line.setInterpolateVariables(false);
    line.setAllowOptionsAsOptionParameters(true);
    line.setOverwrittenOptionsAllowed(true);
    return line;
  }

  private void finish() {
    try {
      options.finish();
    } catch (Failure.Usage wrong) {
      String hint = wrong.hint();
      throw new Failure.Usage(String.valueOf(wrong.getMessage()), hint == null ? help() : hint);
    }
  }

  private Failure.Usage usage(ParameterException wrong) {
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      String first = unmatched.getUnmatched().getFirst();
      return unmatched.isUnknownOption()
          ? unknownOption(first)
          : new Failure.Usage("unexpected argument '" + first + "'", help());
    }
    if (wrong instanceof MissingParameterException missing && !missing.getMissing().isEmpty()) {
      ArgSpec first = missing.getMissing().getFirst();
      return new Failure.Usage(
          first instanceof OptionSpec option
              ? option.longestName() + " needs a value, " + option.paramLabel()
              : first.paramLabel() + " is missing",
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

  private String help() {
    return name + " --help";
  }
}
