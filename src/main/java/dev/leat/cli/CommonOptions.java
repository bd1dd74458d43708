package dev.leat.cli;

/// What every command takes.
final class CommonOptions {
  private boolean quiet;

  private int verbose;

  private boolean debug;

  private boolean help;

  private boolean version;

  void declare(Options all) {
    Options options = all.group("General:");
    options.flag("-q, --quiet", "Print errors only; add prints no IDs.", () -> quiet = true);
    options.flag("-v, --verbose", "Say more on standard error; repeatable.", () -> verbose++);
    options.flag("--debug", "Print the stack trace of an error.", () -> debug = true);
    options.helpFlag("-h, --help", "Show this help and exit.", () -> help = true);
    options.versionFlag("-V, --version", "Print the version and exit.", () -> version = true);
  }

  boolean quiet() {
    return quiet;
  }

  boolean debug() {
    return debug;
  }

  int verbosity() {
    return verbose;
  }

  boolean help() {
    return help;
  }

  boolean version() {
    return version;
  }
}
