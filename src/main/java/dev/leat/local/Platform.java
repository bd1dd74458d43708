package dev.leat.local;

import dev.leat.core.Failure;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/// What differs between systems. The only place of this package that reads system properties.
///
/// @param os `linux`, `darwin`, `windows`, or what the JVM calls it
/// @param arch `amd64`, `arm64`, or what the JVM calls it
record Platform(String os, String arch) {
  static Platform current() {
    return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }

  /// @param name as in the system property `os.name`
  /// @param arch as in the system property `os.arch`
  static Platform of(String name, String arch) {
    String lower = name.toLowerCase(Locale.ROOT);
    String os =
        lower.startsWith("mac") ? "darwin" : lower.startsWith("windows") ? "windows" : lower;
    return new Platform(
        os,
        switch (arch) {
          case "x86_64" -> "amd64";
          case "aarch64" -> "arm64";
          default -> arch;
        });
  }

  /// Whether there are Redis servers for it, and the file modes and processes that keep one
  /// private.
  boolean hasServers() {
    return !os.equals("windows");
  }

  /// Where a program keeps the data of a user. A relative `XDG_DATA_HOME` is ignored, as the XDG
  /// specification asks for.
  ///
  /// @throws Failure.Usage when the environment names no home
  Path dataHome(Map<String, String> environment) {
    String xdg = environment.getOrDefault("XDG_DATA_HOME", "");
    if (!xdg.isEmpty() && Path.of(xdg).isAbsolute()) {
      return Path.of(xdg);
    }
    if (os.equals("windows")) {
      return home(environment, "LOCALAPPDATA");
    }
    Path home = home(environment, "HOME");
    return os.equals("darwin")
        ? home.resolve("Library/Application Support")
        : home.resolve(".local/share");
  }

  private static Path home(Map<String, String> environment, String variable) {
    String value = environment.getOrDefault(variable, "");
    if (value.isEmpty()) {
      throw new Failure.Usage(
          "there is no place for the private server: " + variable + " is not set",
          "name one: -u local:DIR");
    }
    return Path.of(value);
  }
}
