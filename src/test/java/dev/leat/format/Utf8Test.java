package dev.leat.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {
  /// What Java's own decoder finds.
  private static int firstInvalid(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CoderResult result = UTF_8.newDecoder().decode(in, CharBuffer.allocate(bytes.length), true);
    return result.isUnderflow() ? -1 : in.position();
  }

  private static void agrees(byte[] bytes) {
    assertThat(Utf8.firstInvalid(bytes, 0, bytes.length))
        .as(() -> Arrays.toString(bytes))
        .isEqualTo(firstInvalid(bytes));
  }

  @Test
  void agreesWithJavaOnEverySequenceOfThreeBytes() {
    for (int lead = 0x80; lead < 0x100; lead++) {
      for (int second = 0; second < 0x100; second += second < 0x7f ? 0x1f : 1) {
        for (int third : new int[] {'a', 0x7f, 0x80, 0x9f, 0xa0, 0xbf, 0xc0, 0xff}) {
          agrees(new byte[] {(byte) lead, (byte) second, (byte) third});
          agrees(new byte[] {(byte) lead, (byte) second, (byte) third, (byte) 0x80});
        }
        agrees(new byte[] {(byte) lead, (byte) second});
      }
      agrees(new byte[] {(byte) lead});
    }
  }

  @Test
  void agreesWithJavaOnTextWithAByteChanged() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      String text = "plain ascii, é, €, 😀 and more of it".substring(random.nextInt(12));
      byte[] bytes = text.getBytes(UTF_8);
      agrees(bytes);
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      agrees(bytes);
    }
  }

  @Test
  void looksOnlyWhereItIsTold() {
    byte[] bytes = {(byte) 0xff, 'a', (byte) 0xc3, (byte) 0xa9, 'b', (byte) 0xff};
    assertThat(Utf8.firstInvalid(bytes, 1, 5)).isEqualTo(-1);
    assertThat(Utf8.firstInvalid(bytes, 1, 3)).isEqualTo(2);
    assertThat(Utf8.firstInvalid(bytes, 1, 6)).isEqualTo(5);
  }

  @Test
  void encodesAllTextButLoneSurrogates() {
    assertThat(Utf8.encode("a?é😀")).isEqualTo("a?é😀".getBytes(UTF_8));
    assertThat(Utf8.encode("a\ud83d")).isNull();
    assertThat(Utf8.encode("\ude00\ud83d")).isNull();
  }
}
