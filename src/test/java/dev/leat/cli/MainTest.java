package dev.leat.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class MainTest {
  @Test
  void versionIsThatOfTheBuild() {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();

    int code = Main.run(new String[] {"--version"}, InputStream.nullInputStream(), out, err);

    assertThat(code).isZero();
    assertThat(out.toString(UTF_8)).matches("leat \\d+\\.\\d+\\.\\d+.*\\R");
    assertThat(err.toString(UTF_8)).isEmpty();
  }
}
