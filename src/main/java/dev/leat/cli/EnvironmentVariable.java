package dev.leat.cli;

/// Every environment variable that leat reads, but for those of the launcher: it looks for a JDK at
/// `LEAT_JAVA_HOME` and `JAVA_HOME`, and gives the JVM what is in `LEAT_JAVA_OPTS`. An empty
/// variable counts as not set.
enum EnvironmentVariable {
  /// The server, where `--url` does not name one.
  LEAT_URL("the server"),
  /// The server, where neither `--url` nor LEAT_URL names one.
  REDIS_URL("the server, after LEAT_URL"),
  /// The password, where no option says where to find it.
  LEAT_PASSWORD("the password"),
  /// The same, as redis-cli knows it; after LEAT_PASSWORD.
  REDISCLI_AUTH("the password, after LEAT_PASSWORD"),
  /// Set to anything: no colours unless `--color always`, see no-color.org.
  NO_COLOR("set to anything: no colours"),
  /// `dumb` means no colours.
  TERM("dumb: no colours"),
  /// The folder that holds the private server's data; `~/.local/share` by default.
  XDG_DATA_HOME("where the private server keeps its data"),
  /// The user's home, for the default of XDG_DATA_HOME.
  HOME("for the default of XDG_DATA_HOME, ~/.local/share");

  private final String meaning;

  EnvironmentVariable(String meaning) {
    this.meaning = meaning;
  }

  /// What the help says of it.
  String meaning() {
    return meaning;
  }
}
