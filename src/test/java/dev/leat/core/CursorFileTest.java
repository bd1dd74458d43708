package dev.leat.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorFileTest {
  private static final CursorFile.Mark KNOWN =
      new CursorFile.Mark(EntryId.parse("1795229713985-7"), OptionalLong.of(42));
  private static final CursorFile.Mark UNKNOWN =
      new CursorFile.Mark(EntryId.MAX, OptionalLong.empty());

  @TempDir Path dir;

  private Path file() {
    return dir.resolve("cursor");
  }

  @Test
  void comesBackAsItWasSaved() {
    String odd = "naïve stream\n%2B {x}:*";
    try (CursorFile cursors = CursorFile.open(file())) {
      assertThat(cursors.mark("orders")).isNull();
      cursors.save(Map.of("orders", KNOWN));
      cursors.save(Map.of(odd, UNKNOWN));
      assertThat(cursors.mark("orders")).isEqualTo(KNOWN);
    }
    try (CursorFile cursors = CursorFile.open(file())) {
      assertThat(cursors.mark("orders")).isEqualTo(KNOWN);
      assertThat(cursors.mark(odd)).isEqualTo(UNKNOWN);
      assertThat(cursors.mark("other")).isNull();
    }
  }

  @Test
  void isTextThatAPersonCanRead() throws IOException {
    try (CursorFile cursors = CursorFile.open(file())) {
      cursors.save(Map.of("orders eu", KNOWN, "a", UNKNOWN));
    }
    assertThat(file())
        .hasContent(
            """
            leat-cursor 1
            18446744073709551615-18446744073709551615 - a
            1795229713985-7 42 orders+eu
            """);
    assertThat(dir.toFile().list()).containsExactlyInAnyOrder("cursor", "cursor.lock");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "leat-cursor 2\n",
        "leat-cursor 1",
        "leat-cursor 1\n1-0 - orders",
        "leat-cursor 1\n1-0 -\n",
        "leat-cursor 1\n1-0 - orders extra\n",
        "leat-cursor 1\n1 - orders\n",
        "leat-cursor 1\n1-0 many orders\n",
        "leat-cursor 1\n1-0 -5 orders\n",
        "leat-cursor 1\n1-0 - %zz\n",
        "leat-cursor 1\n\n",
        "{\"orders\":\"1-0\"}\n"
      })
  void refusesWhatIsNoCursorFileAndLeavesIt(String content) throws IOException {
    Files.writeString(file(), content);
    for (int i = 0; i < 2; i++) { // the second time: the first gave its lock back
      assertThatThrownBy(() -> CursorFile.open(file()))
          .isInstanceOf(Failure.Usage.class)
          .hasMessage("'" + file() + "' is not a cursor file of leat");
    }
    assertThat(Files.readString(file())).isEqualTo(content);
  }

  @Test
  void refusesBytesThatAreNoText() throws IOException {
    Files.write(file(), new byte[] {(byte) 0xff, (byte) 0xfe});
    assertThatThrownBy(() -> CursorFile.open(file()))
        .isInstanceOf(Failure.Usage.class)
        .hasMessageContaining("is not a cursor file of leat");
  }

  @Test
  void refusesADirectoryAndGivesItsLockBack() throws IOException {
    Files.createDirectory(file());
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> CursorFile.open(file()))
          .isInstanceOf(Failure.Usage.class)
          .hasMessageStartingWith("cursor file " + file() + ": ")
          .hasMessageNotContaining("in use");
    }
  }

  @Test
  void followsNoLink() throws IOException {
    Path victim = dir.resolve("victim");
    Files.writeString(victim, "precious");
    Files.createSymbolicLink(file(), victim);
    assertThatThrownBy(() -> CursorFile.open(file()))
        .isInstanceOf(Failure.Usage.class)
        .hasMessage("cursor file " + file() + " is a symbolic link");
    Files.delete(file());

    Files.createSymbolicLink(dir.resolve("cursor.lock"), victim);
    assertThatThrownBy(() -> CursorFile.open(file()))
        .isInstanceOf(Failure.Usage.class)
        .hasMessage("cursor file " + file() + " is a symbolic link");
    Files.delete(dir.resolve("cursor.lock"));

    Files.createSymbolicLink(dir.resolve("cursor.new"), victim);
    try (CursorFile cursors = CursorFile.open(file())) {
      assertThatThrownBy(() -> cursors.save(Map.of("orders", KNOWN)))
          .isInstanceOf(Failure.Usage.class)
          .hasMessageStartingWith("cursor file " + file() + ": ");
    }
    assertThat(victim).hasContent("precious");
  }

  @Test
  void isUsedByOneReaderAtATime() {
    try (CursorFile first = CursorFile.open(file())) {
      assertThatThrownBy(() -> CursorFile.open(file()))
          .isInstanceOf(Failure.Usage.class)
          .hasMessage("cursor file " + file() + " is in use by another reader");
      first.save(Map.of("orders", KNOWN));
    }
    CursorFile.open(file()).close();
  }

  @Test
  void aCrashWhileSavingLeavesTheOldContent() throws IOException {
    try (CursorFile cursors = CursorFile.open(file())) {
      cursors.save(Map.of("orders", KNOWN));
    }
    Files.writeString(dir.resolve("cursor.new"), "leat-cursor 1\n1795");
    try (CursorFile cursors = CursorFile.open(file())) {
      assertThat(cursors.mark("orders")).isEqualTo(KNOWN);
      cursors.save(Map.of("orders", UNKNOWN));
    }
    assertThat(dir.resolve("cursor.new")).doesNotExist();
  }

  @Test
  void writesNothingWhenNothingChanged() throws IOException {
    try (CursorFile cursors = CursorFile.open(file())) {
      cursors.save(Map.of("orders", KNOWN));
      FileTime before = FileTime.fromMillis(1000);
      Files.setLastModifiedTime(file(), before);
      cursors.save(Map.of("orders", KNOWN));
      assertThat(Files.getLastModifiedTime(file())).isEqualTo(before);
    }
  }

  @Test
  void namesADirectoryThatIsNotThere() {
    Path lost = dir.resolve("no/cursor");
    assertThatThrownBy(() -> CursorFile.open(lost))
        .isInstanceOf(Failure.Usage.class)
        .hasMessage("cursor file " + lost + ": no such directory");
  }
}
