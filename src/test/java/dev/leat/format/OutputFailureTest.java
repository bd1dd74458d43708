package dev.leat.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.core.Entry;
import dev.leat.core.EntryId;
import dev.leat.core.Event;
import dev.leat.core.Failure;
import dev.leat.core.Output;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutputFailureTest {
  private static final Entry ENTRY = new Entry("s", EntryId.ZERO, Event.of("a", "x".repeat(100)));

  @ParameterizedTest
  @EnumSource
  void aReaderThatLeftIsTold(OutputFormat format) throws Exception {
    Process reader =
        new ProcessBuilder("sh", "-c", "exec 0<&-; echo closed; exec sleep 60").start();
    try {
      assertThat(reader.getInputStream().read()).as("standard input is closed").isEqualTo('c');
      Output output = Outputs.open(reader.getOutputStream(), OutputOptions.of(format));
      output.entry(ENTRY);

      assertThatThrownBy(output::flush).isInstanceOf(Failure.OutputClosed.class);
    } finally {
      reader.destroyForcibly();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFullDiskIsTold(OutputFormat format) {
    Output output = Outputs.open(new FullDisk(), OutputOptions.of(format));
    output.entry(ENTRY);

    assertThatThrownBy(output::flush)
        .isInstanceOf(Failure.OutputFailed.class)
        .hasMessage("the output cannot be written: No space left on device");
  }

  @ParameterizedTest
  @EnumSource
  void aFullDiskIsToldWithoutAFlushOnceTheBufferIsFull(OutputFormat format) {
    Output output = Outputs.open(new FullDisk(), OutputOptions.of(format));
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 100_000; i++) {
                output.entry(ENTRY);
              }
            })
        .isInstanceOf(Failure.OutputFailed.class);
  }

  private static final class FullDisk extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("No space left on device");
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      throw new IOException("No space left on device");
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsVisibleBeforeAFlushAndEverythingAfter(OutputFormat format) {
    var bytes = new ByteArrayOutputStream();
    Output output = Outputs.open(bytes, OutputOptions.of(format));
    output.entry(ENTRY);
    assertThat(bytes.size()).isZero();
    output.flush();
    assertThat(bytes.size()).isPositive();
  }
}
