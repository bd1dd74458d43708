package dev.leat.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.core.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineReaderTest {
  private static final int MEBIBYTE = 1024 * 1024;

  @Test
  void cutsAnyInputReadInAnyPieces() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      byte[] input = new byte[random.nextInt(400_000) >> random.nextInt(19)];
      int letters = 2 + random.nextInt(2000);
      for (int i = 0; i < input.length; i++) {
        input[i] = (byte) (random.nextInt(letters) == 0 ? '\n' : 'a' + i % 26);
      }
      int maxLine = 1 + (random.nextInt(300_000) >> random.nextInt(18));
      List<String> expected = expected(input, maxLine);

      LineReader reader = new LineReader(new Pieces(input, random), maxLine);
      List<String> lines = new ArrayList<>();
      while (reader.next()) {
        int from = reader.from();
        lines.add(
            reader.tooLong()
                ? "too long"
                : new String(reader.bytes(), from, reader.to() - from, ISO_8859_1));
        assertThat(reader.number()).isEqualTo(lines.size());
        if (random.nextBoolean()) {
          var _ = reader.ready();
        }
      }
      assertThat(lines).as("seed %d round %d", seed, round).isEqualTo(expected);
    }
  }

  private static List<String> expected(byte[] input, int maxLine) {
    List<String> lines = new ArrayList<>(List.of(new String(input, ISO_8859_1).split("\n", -1)));
    if (lines.getLast().isEmpty()) {
      lines.removeLast();
    }
    lines.replaceAll(line -> line.length() > maxLine ? "too long" : line);
    return lines;
  }

  /// Gives as much a read as chance will have it.
  private static final class Pieces extends InputStream {
    private final ByteArrayInputStream in;
    private final Random random;

    Pieces(byte[] input, Random random) {
      this.in = new ByteArrayInputStream(input);
      this.random = random;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(byte[] target, int from, int length) {
      return in.read(target, from, 1 + random.nextInt(length) / (1 << random.nextInt(17)));
    }

    @Override
    public int available() {
      return random.nextInt(3) * in.available();
    }
  }

  @Test
  void isReadyOnlyWhenTheNextLineIsWhole() throws IOException {
    try (var in = new PipedInputStream();
        var out = new PipedOutputStream(in)) {
      LineReader reader = new LineReader(in, 5);
      out.write("1\n2".getBytes(ISO_8859_1));
      assertThat(reader.ready()).isTrue();
      assertThat(reader.next()).isTrue();
      assertThat(reader.ready()).isFalse();
      out.write("345".getBytes(ISO_8859_1));
      assertThat(reader.ready()).isFalse();
      out.write("67".getBytes(ISO_8859_1));
      assertThat(reader.ready()).as("above the limit").isTrue();
      assertThat(reader.next()).isTrue();
      assertThat(reader.tooLong()).isTrue();
      assertThat(reader.ready()).isFalse();
      out.write("8\n9".getBytes(ISO_8859_1));
      assertThat(reader.ready()).as("the rest of it is not a line").isFalse();
      out.write("\n".getBytes(ISO_8859_1));
      assertThat(reader.ready()).isTrue();
      assertThat(reader.next()).isTrue();
      assertThat(reader.to() - reader.from()).isEqualTo(1);
    }
  }

  @Test
  void aLineAboveTheLimitIsNotHeld() throws IOException {
    LineReader reader = new LineReader(new Endless(64L * MEBIBYTE), MEBIBYTE);

    assertThat(reader.next()).isTrue();
    assertThat(reader.tooLong()).isTrue();
    assertThat(reader.bytes()).hasSizeLessThanOrEqualTo(MEBIBYTE + 1);
    assertThat(reader.next()).isTrue();
    assertThat(reader.bytes()).hasSizeLessThanOrEqualTo(MEBIBYTE + 1);
    assertThat(new String(reader.bytes(), reader.from(), 3, ISO_8859_1)).isEqualTo("end");
    assertThat(reader.number()).isEqualTo(2);
    assertThat(reader.next()).isFalse();
  }

  @Test
  void aLineAboveTheLimitIsRefusedBeforeItsEndIsThere() {
    Endless input = new Endless(Long.MAX_VALUE);
    EventSource source = new EventSource(input, InputOptions.of(InputFormat.LINES));

    assertThatThrownBy(source::next)
        .isInstanceOf(Failure.BadInput.class)
        .hasMessage("line 1: longer than the limit of 1048576 bytes");
    assertThat(input.given).isLessThan(2 * MEBIBYTE);
  }

  /// A line of so many bytes, and one more that says "end".
  private static final class Endless extends InputStream {
    private final long length;
    long given;

    Endless(long length) {
      this.length = length;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(byte[] target, int from, int count) {
      String end = "\nend";
      int i = 0;
      for (; i < count && given < length; i++, given++) {
        target[from + i] = 'x';
      }
      for (; i < count && given < length + end.length(); i++, given++) {
        target[from + i] = (byte) end.charAt((int) (given - length));
      }
      return i == 0 ? -1 : i;
    }
  }

  @Test
  void theLimitCountsBytesWithoutTheNewline() throws IOException {
    for (String input : List.of("12345\n123456\n1", "123456", "12345")) {
      LineReader reader = new LineReader(new ByteArrayInputStream(input.getBytes(ISO_8859_1)), 5);
      for (String line : input.split("\n", -1)) {
        assertThat(reader.next()).isTrue();
        assertThat(reader.tooLong()).as(line).isEqualTo(line.length() > 5);
      }
      assertThat(reader.next()).isFalse();
    }
  }
}
