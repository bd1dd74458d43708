package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The demo does what it says, with commands that a user can type.
class DemoIT {
  private static final Pattern SHARED =
      Pattern.compile("alice took (\\d+), bob (\\d+); together (\\d+) different entries of (\\d+)");

  @TempDir private Path data;
  @TempDir private Path repository;
  private Leat leat = Leat.plain();

  @BeforeEach
  void ownDataHome() {
    leat = Leat.plain().with("XDG_DATA_HOME", data.toString());
  }

  @AfterEach
  void stopTheServer() {
    assertThat(leat.run("local", "stop").code()).isZero();
  }

  @Test
  void showsTheMainJobOnTheHistoryOfARepository() throws Exception {
    git("init", "-q");
    for (int i = 1; i <= 9; i++) {
      git("commit", "-q", "--allow-empty", "-m", "Change \"number\" " + i);
    }
    Leat.Result result = demoIn(repository);
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    assertThat(result.out())
        .contains("\"subject\":\"Change-number-9\"")
        .contains("-> the follower saw the 3 new entries")
        .contains("\"sink\":\"night\",\"delivery\":1")
        .contains("\"sink\":\"night\",\"delivery\":2")
        .contains("{\"sink\":\"night\",\"stream\":\"" + stream(result) + "\",\"acknowledged\":1}")
        .contains("\"destroyed\":true");
    Matcher shared = SHARED.matcher(result.out());
    assertThat(shared.find()).isTrue();
    assertThat(List.of(shared.group(1), shared.group(2), shared.group(3), shared.group(4)))
        .containsExactly("5", "4", "9", "9");
    assertThat(leat.run("-u", "local:", "ls").out()).isEmpty();
  }

  @Test
  void showsAPackageLogWhereThereIsNoRepository() throws Exception {
    Path log = Path.of("/var/log/dpkg.log");
    Leat.Result result = demoIn(repository);
    if (Files.isReadable(log) && Files.size(log) > 0) {
      assertThat(result.out()).contains("-n 3 /var/log/dpkg.log | leat add").contains("message");
      assertThat(result.code()).isZero();
    } else {
      assertThat(result.code()).isIn(0, 9);
    }
  }

  private Leat.Result demoIn(Path directory) {
    try (RunningLeat running = leat.startShell("cd '" + directory + "' && exec \"$LEAT\" demo")) {
      running.endInput();
      return running.end();
    }
  }

  private static String stream(Leat.Result result) {
    Matcher name = Pattern.compile("leat add (demo-\\w+)").matcher(result.out());
    assertThat(name.find()).isTrue();
    return name.group(1);
  }

  private void git(String... args) throws Exception {
    var command = new java.util.ArrayList<>(List.of("git", "-c", "user.name=A \"quoted\" name"));
    command.addAll(List.of("-c", "user.email=someone@example.org"));
    command.addAll(List.of(args));
    Process process =
        new ProcessBuilder(command).directory(repository.toFile()).inheritIO().start();
    assertThat(process.waitFor()).isZero();
  }
}
