package dev.leat.testing;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Which server program a test runs on. Where there is none it throws: tests fail, they never skip.
public enum RedisBinary {
  /// What the run was asked for: the system property `leat.test.redis` (a path, or `docker:IMAGE`),
  /// else `redis-server` or `valkey-server` on the PATH, else [#BUNDLED_7_0].
  CHOSEN,
  /// Redis 7.0.15, static, out of `org.signal:embedded-redis`.
  BUNDLED_7_0,
  /// Redis 6.2, the oldest server that leat supports, out of
  /// `com.github.codemonstur:embedded-redis`.
  BUNDLED_6_2;

  private static final String DOCKER = "docker:";
  private static final List<String> NAMES = List.of("redis-server", "valkey-server");

  /// The resource names that the two jars use for the machines we know, best first.
  private static final List<String> BUNDLED_7_0_RESOURCES = List.of("redis-server-7.0.15-%s-%s");

  private static final List<String> BUNDLED_6_2_RESOURCES =
      List.of("redis-server-6.2.6-v5-%s-%s", "redis-server-6.2.7-%s-%s");

  /// The Docker image to run, or null when this is a program on this machine.
  static @Nullable String image(RedisBinary binary) {
    String asked = System.getProperty("leat.test.redis", "");
    return binary == CHOSEN && asked.startsWith(DOCKER) ? asked.substring(DOCKER.length()) : null;
  }

  /// The program to run; a bundled one is unpacked on first use.
  public Path path() {
    return switch (this) {
      case CHOSEN -> chosen();
      case BUNDLED_7_0 -> Unpacked.BUNDLED_7_0;
      case BUNDLED_6_2 -> Unpacked6.BUNDLED_6_2;
    };
  }

  private static Path chosen() {
    String asked = System.getProperty("leat.test.redis", "");
    if (!asked.isEmpty()) {
      Path program = Path.of(asked);
      if (!Files.isExecutable(program)) {
        throw new IllegalStateException("leat.test.redis: " + asked + " is not a program");
      }
      return program;
    }
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      for (String name : NAMES) {
        Path program = Path.of(folder, name);
        if (Files.isExecutable(program)) {
          return program;
        }
      }
    }
    return BUNDLED_7_0.path();
  }

  private static Path unpack(List<String> patterns) {
    String system =
        System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
    String machine = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    for (String pattern : patterns) {
      String name = String.format(Locale.ROOT, pattern, system, machine);
      try (InputStream resource = RedisBinary.class.getResourceAsStream("/" + name)) {
        if (resource == null) {
          continue;
        }
        Path folder = Files.createTempDirectory("leat-redis-");
        Path program = folder.resolve(name);
        program.toFile().deleteOnExit();
        folder.toFile().deleteOnExit();
        Files.copy(resource, program, StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return program;
      } catch (IOException e) {
        throw new UncheckedIOException("cannot unpack " + name, e);
      }
    }
    throw new IllegalStateException(
        "no server for " + system + "-" + machine + " on the class path: " + patterns);
  }

  /// Holders: each is unpacked once a JVM, and only when a test needs it.
  private static final class Unpacked {
    static final Path BUNDLED_7_0 = unpack(BUNDLED_7_0_RESOURCES);
  }

  private static final class Unpacked6 {
    static final Path BUNDLED_6_2 = unpack(BUNDLED_6_2_RESOURCES);
  }
}
