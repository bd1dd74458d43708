package dev.leat.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandardStreamTest {
  @ParameterizedTest
  @ValueSource(strings = {"/dev/pts/0", "/dev/tty", "/dev/tty1", "/dev/ttyS0", "/dev/console"})
  void knowsTerminalsByTheirFiles(String file) {
    assertThat(StandardStream.isTerminal(file)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pipe:[143718]", "socket:[7]", "/dev/null", "/home/ada/dev/pts/0"})
  void knowsWhatIsNone(String file) {
    assertThat(StandardStream.isTerminal(file)).isFalse();
  }
}
