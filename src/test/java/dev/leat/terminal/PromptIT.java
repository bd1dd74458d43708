package dev.leat.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// On a terminal that `script` makes, with a pipe as standard input.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PromptIT {
  private Process terminal;
  private final StringBuilder screen = new StringBuilder();

  @AfterEach
  void leaveNothingRunning() {
    terminal.destroyForcibly();
  }

  @Test
  void aPasswordIsNotShown() throws IOException {
    ask("password");
    awaitOnScreen("Password: ");
    type("sécret\r");
    awaitOnScreen("terminals falsefalsetruetrue");

    assertThat(screen).contains("hash " + "sécret".hashCode()).doesNotContain("cret");
  }

  @Test
  void theTerminalShowsWhatIsTypedAgainAfterCtrlC() throws IOException {
    ask("password");
    awaitOnScreen("Password: ");
    type("abc\u0003");
    awaitOnScreen("given up");
    type("typed later\r");
    awaitOnScreen("typed later");

    assertThat(screen).doesNotContain("abc");
  }

  @Test
  void aYesIsAYes() throws IOException {
    ask("confirm");
    awaitOnScreen("Go on? [y/N] ");
    type("Yes\r");
    awaitOnScreen("agreed true");
  }

  @Test
  void anythingElseIsANo() throws IOException {
    ask("confirm");
    awaitOnScreen("Go on? [y/N] ");
    type("\r");
    awaitOnScreen("agreed false");
  }

  private void ask(String what) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    // Goes on after the answer, so that the terminal can be typed at.
    String command =
        "echo | '%s' -XX:TieredStopAtLevel=1 -Dfile.encoding=UTF-8 -cp '%s' %s %s; exec cat >/dev/null"
            .formatted(
                java, System.getProperty("java.class.path"), AskedElsewhere.class.getName(), what);
    List<String> script =
        System.getProperty("os.name").startsWith("Mac")
            ? List.of("script", "-q", "/dev/null", "sh", "-c", command)
            : List.of("script", "-qec", command, "/dev/null");
    terminal = new ProcessBuilder(script).redirectErrorStream(true).start();
  }

  private void type(String keys) throws IOException {
    terminal.getOutputStream().write(keys.getBytes(UTF_8));
    terminal.getOutputStream().flush();
  }

  /// Reads until the text is there; fails when the terminal closes without it.
  private void awaitOnScreen(String text) throws IOException {
    while (screen.indexOf(text) < 0) {
      int c = terminal.getInputStream().read();
      assertThat(c).as("%s", screen).isNotNegative();
      screen.append((char) c);
    }
  }
}
