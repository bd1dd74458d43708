package dev.leat.cli;

import picocli.CommandLine.Option;

/// What every command takes.
final class CommonOptions {
  @Option(
      names = {"-q", "--quiet"},
      description = "Print errors only; add prints no IDs.")
  private boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      description = "Say more on standard error; repeatable.")
  private boolean[] verbose = {};

  @Option(names = "--debug", description = "Print the stack trace of an error.")
  private boolean debug;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Print the version and exit.")
  private boolean version;

  boolean quiet() {
    return quiet;
  }

  boolean debug() {
    return debug;
  }

  int verbosity() {
    return verbose.length;
  }

  boolean help() {
    return help;
  }

  boolean version() {
    return version;
  }
}
