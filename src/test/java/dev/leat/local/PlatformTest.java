package dev.leat.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.leat.core.Failure;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlatformTest {
  private static final Platform LINUX = Platform.of("Linux", "amd64");

  @Test
  void namesWhatTheJvmNamesOtherwise() {
    assertThat(LINUX).isEqualTo(new Platform("linux", "amd64"));
    assertThat(Platform.of("Mac OS X", "aarch64")).isEqualTo(new Platform("darwin", "arm64"));
    assertThat(Platform.of("Mac OS X", "x86_64")).isEqualTo(new Platform("darwin", "amd64"));
    assertThat(Platform.of("Windows 11", "amd64")).isEqualTo(new Platform("windows", "amd64"));
  }

  @Test
  void keepsDataWhereThePlatformDoes() {
    Map<String, String> home = Map.of("HOME", "/home/ada", "LOCALAPPDATA", "/local");

    assertThat(LINUX.dataHome(home)).isEqualTo(Path.of("/home/ada/.local/share"));
    assertThat(Platform.of("Mac OS X", "aarch64").dataHome(home))
        .isEqualTo(Path.of("/home/ada/Library/Application Support"));
    assertThat(Platform.of("Windows 11", "amd64").dataHome(home)).isEqualTo(Path.of("/local"));
  }

  @Test
  void followsXdgWhereItIsAbsolute() {
    assertThat(LINUX.dataHome(Map.of("XDG_DATA_HOME", "/data", "HOME", "/home/ada")))
        .isEqualTo(Path.of("/data"));
    assertThat(LINUX.dataHome(Map.of("XDG_DATA_HOME", "data", "HOME", "/home/ada")))
        .isEqualTo(Path.of("/home/ada/.local/share"));
  }

  @Test
  void asksForAPlaceWhereThereIsNoHome() {
    assertThatExceptionOfType(Failure.Usage.class)
        .isThrownBy(() -> LINUX.dataHome(Map.of()))
        .withMessageContaining("HOME is not set");
  }
}
