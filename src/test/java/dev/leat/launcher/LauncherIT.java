package dev.leat.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The distribution's `bin/leat`, as a person or a packager would call it.
class LauncherIT {
  private static final Path DIST = Path.of(System.getProperty("leat.dist"));
  private static final String VERSION = "leat " + System.getProperty("leat.version") + "\n";

  @TempDir Path dir;

  private Path home;

  @BeforeEach
  void copyTheDistributionIntoAFolderWithABlankInItsName() throws IOException {
    home = dir.resolve("a folder/leat");
    Files.createDirectories(home.resolve("lib"));
    Files.createDirectories(home.resolve("bin"));
    for (String file : List.of("bin/leat", "lib/java.sh", "lib/leat.jar", "lib/leat.aot")) {
      Files.copy(DIST.resolve(file), home.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  @Test
  void runsFromAFolderWithABlankInItsName() throws Exception {
    assertThat(run(Map.of(), home + "/bin/leat", "--version"))
        .isEqualTo(new Result(0, VERSION, ""));
  }

  @Test
  void runsThroughAChainOfRelativeLinks() throws Exception {
    Files.createDirectories(dir.resolve("links"));
    Files.createSymbolicLink(dir.resolve("link"), Path.of("a folder/leat/bin/leat"));
    Files.createSymbolicLink(dir.resolve("links/leat"), Path.of("../link"));

    assertThat(run(Map.of(), dir + "/links/leat", "--version"))
        .isEqualTo(new Result(0, VERSION, ""));
    assertThat(run(Map.of("PATH", dir + "/links:" + System.getenv("PATH")), "leat", "--version"))
        .isEqualTo(new Result(0, VERSION, ""));
  }

  @Test
  void passesArgumentsIntactInAnyLocale() throws Exception {
    for (String locale : List.of("C", "POSIX", "C.UTF-8", "not_INSTALLED.UTF-8")) {
      Result result = run(Map.of("LC_ALL", locale), home + "/bin/leat", "--é→😀");

      assertThat(result.code()).isEqualTo(2);
      assertThat(result.out()).isEmpty();
      assertThat(result.err()).contains("--é→😀");
    }
  }

  @Test
  void startsFromTheAotCache() throws Exception {
    Result result = run(Map.of("LEAT_JAVA_OPTS", "-Xlog:class+load"), home + "/bin/leat", "--help");

    assertThat(result.out())
        .containsPattern("dev\\.leat\\.cli\\.Main source: shared objects file")
        .containsPattern("picocli\\.CommandLine source: shared objects file");
  }

  @Test
  void isSilentAboutACacheThatIsMissingOrBroken() throws Exception {
    Path cache = home.resolve("lib/leat.aot");
    Files.delete(cache);
    assertThat(run(Map.of(), home + "/bin/leat", "--version"))
        .isEqualTo(new Result(0, VERSION, ""));

    Files.writeString(cache, "no cache");
    assertThat(run(Map.of(), home + "/bin/leat", "--version"))
        .isEqualTo(new Result(0, VERSION, ""));
  }

  @Test
  void refusesALeatJavaHomeThatIsTooOld() throws Exception {
    Path old = jdk("17.0.1");

    assertThat(run(Map.of("LEAT_JAVA_HOME", old.toString()), home + "/bin/leat", "--version"))
        .isEqualTo(
            new Result(
                2,
                "",
                """
                leat: LEAT_JAVA_HOME is %s, a JDK 17; leat needs 25 or newer
                  hint: set LEAT_JAVA_HOME to the folder of a newer JDK, or unset it
                """
                    .formatted(old)));
  }

  @Test
  void refusesALeatJavaHomeWithoutAJava() throws Exception {
    assertThat(run(Map.of("LEAT_JAVA_HOME", "/nowhere"), home + "/bin/leat", "--version"))
        .isEqualTo(
            new Result(
                2,
                "",
                """
                leat: LEAT_JAVA_HOME is /nowhere, where there is no bin/java
                  hint: set LEAT_JAVA_HOME to the folder of a JDK 25 or newer
                """));
  }

  @Test
  void passesOverAnOldJavaHomeAndAnOldJavaOnThePath() throws Exception {
    String old = jdk("1.8.0_402").toString();

    assertThat(
            run(
                Map.of("JAVA_HOME", old, "PATH", old + "/bin:" + System.getenv("PATH")),
                home + "/bin/leat",
                "--version"))
        .isEqualTo(new Result(0, VERSION, ""));
  }

  /// A folder that looks like a JDK of the given version and whose java must not be started.
  private Path jdk(String version) throws IOException {
    Path jdk = Files.createDirectories(dir.resolve("jdk-" + version));
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    Path java = Files.createDirectories(jdk.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho started >&2\nexit 99\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    return jdk;
  }

  private Result run(Map<String, String> environment, String... command) throws Exception {
    var builder = new ProcessBuilder(shell(command));
    var env = builder.environment();
    env.keySet().removeIf(name -> name.startsWith("LC_"));
    env.keySet().removeAll(List.of("LEAT_JAVA_OPTS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    // The JDK that runs the tests is found last, as one of the usual folders would be.
    env.merge("PATH", System.getProperty("java.home") + "/bin", (path, java) -> path + ":" + java);
    env.putAll(environment);
    Path out = dir.resolve("out");
    Path err = dir.resolve("err");
    int code =
        builder
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .start()
            .waitFor();
    return new Result(code, Files.readString(out, UTF_8), Files.readString(err, UTF_8));
  }

  /// The command as a shell would start it: the JVM of the tests may run in a locale in which it
  /// cannot pass on every character itself, so they go through a script in UTF-8.
  private List<String> shell(String... command) throws IOException {
    var quoted = new ArrayList<String>();
    for (String word : command) {
      quoted.add("'" + word + "'");
    }
    Path script = dir.resolve("script");
    Files.writeString(script, "exec " + String.join(" ", quoted) + "\n", UTF_8);
    return List.of("sh", script.toString());
  }

  private record Result(int code, String out, String err) {}
}
