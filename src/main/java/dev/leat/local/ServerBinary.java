package dev.leat.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leat.core.Failure;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/// The program that serves: `redis-server` or `valkey-server` from PATH, 6.2 or newer; else the
/// bundled Redis.
///
/// @param path absolute
record ServerBinary(Path path) {
  private static final List<String> NAMES = List.of("redis-server", "valkey-server");

  /// `Redis server v=7.0.15 sha=…`, `Valkey server v=8.0.1 sha=…`.
  private static final Pattern VERSION = Pattern.compile("server v=(\\d{1,4})\\.(\\d{1,2})\\.");

  /// The first version that reads an append-only file in several parts; older ones would not see
  /// it, and start empty.
  private static final int FIRST_WITH_PARTS = 700;

  private static final int OLDEST = 602;

  private static final int SECONDS_FOR_VERSION = 5;

  /// A server inside `org.signal:embedded-redis`, static and without dependencies.
  ///
  /// @param resource its name there
  /// @param size in bytes
  /// @param crc its CRC-32, against a copy that was cut short or damaged
  record Bundled(Platform platform, String resource, long size, long crc) {
    private static Bundled redis(String os, String arch, long size, long crc) {
      return new Bundled(
          new Platform(os, arch), "redis-server-7.0.15-" + os + "-" + arch, size, crc);
    }
  }

  static final List<Bundled> BUNDLED =
      List.of(
          Bundled.redis("linux", "amd64", 6_103_320, 0xf6df27e2L),
          Bundled.redis("linux", "arm64", 5_236_272, 0x22dc65d2L),
          Bundled.redis("darwin", "amd64", 5_144_504, 0x17c7a712L),
          Bundled.redis("darwin", "arm64", 4_834_880, 0x5b66530cL));

  /// @param environment for PATH
  /// @param directory where the bundled server is unpacked
  /// @throws Failure.Usage when there is no server for this machine
  static ServerBinary find(Map<String, String> environment, ServerDirectory directory) {
    return onPath(environment, Files.exists(directory.parts()) ? FIRST_WITH_PARTS : OLDEST)
        .or(() -> bundled(directory, Platform.current()))
        .orElseThrow(
            () ->
                new Failure.Usage(
                    "no redis-server or valkey-server of 6.2 or newer is on the PATH, and none for "
                        + Platform.current().os()
                        + " on "
                        + Platform.current().arch()
                        + " is included",
                    "install Redis or Valkey, or use another server: -u redis://HOST:PORT"));
  }

  private static Optional<ServerBinary> onPath(Map<String, String> environment, int oldest) {
    // What is found through a relative entry depends on where one stands: no place for a daemon's
    // program.
    List<Path> directories =
        Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
            .filter(entry -> !entry.isEmpty())
            .map(Path::of)
            .filter(Path::isAbsolute)
            .toList();
    return NAMES.stream()
        .flatMap(name -> directories.stream().map(entry -> entry.resolve(name)))
        .filter(path -> Files.isRegularFile(path) && Files.isExecutable(path))
        .filter(path -> version(sayVersion(path, environment)) >= oldest)
        .map(ServerBinary::new)
        .findFirst();
  }

  /// Its major version times 100 and its minor version, such as 602; 0 when it does not say.
  ///
  /// @param text what `--version` says
  static int version(String text) {
    Matcher matcher = VERSION.matcher(text);
    return matcher.find()
        ? Integer.parseInt(matcher.group(1)) * 100 + Integer.parseInt(matcher.group(2))
        : 0;
  }

  private static String sayVersion(Path binary, Map<String, String> environment) {
    try {
      ProcessBuilder builder = new ProcessBuilder(binary.toString(), "--version");
      limit(builder, environment);
      Process process =
          builder
              .redirectInput(Launch.NOTHING)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (InputStream output = process.getInputStream()) {
        if (!process.waitFor(SECONDS_FOR_VERSION, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          return "";
        }
        return new String(output.readNBytes(4096), UTF_8);
      }
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  /// Leaves a server no more of the caller's environment than a wrapper script needs: it may hold
  /// passwords, and a server lives long.
  static void limit(ProcessBuilder builder, Map<String, String> environment) {
    builder.environment().clear();
    for (String name : List.of("PATH", "HOME", "TZ")) {
      String value = environment.get(name);
      if (value != null) {
        builder.environment().put(name, value);
      }
    }
  }

  static Optional<ServerBinary> bundled(ServerDirectory directory, Platform platform) {
    return BUNDLED.stream()
        .filter(bundled -> bundled.platform().equals(platform))
        .findFirst()
        .map(bundled -> unpacked(directory, bundled));
  }

  private static ServerBinary unpacked(ServerDirectory directory, Bundled bundled) {
    Path target = directory.binaries().resolve(bundled.resource());
    if (!isIntact(target, bundled)) {
      try (InputStream content = ServerBinary.class.getResourceAsStream("/" + bundled.resource())) {
        if (content == null) {
          throw new IllegalStateException(bundled.resource() + " is missing in this build of leat");
        }
        directory.writeProgram(target, content);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new ServerBinary(target);
  }

  private static boolean isIntact(Path target, Bundled bundled) {
    try {
      if (!Files.isExecutable(target) || Files.size(target) != bundled.size()) {
        return false;
      }
      CRC32 crc = new CRC32();
      crc.update(Files.readAllBytes(target));
      return crc.getValue() == bundled.crc();
    } catch (IOException e) {
      return false;
    }
  }
}
