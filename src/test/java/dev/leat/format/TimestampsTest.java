package dev.leat.format;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimestampsTest {
  private static final DateTimeFormatter JAVA =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

  private static String print(Timestamps timestamps, long millis) {
    byte[] bytes = new byte[Timestamps.LENGTH + 2];
    timestamps.write(millis, bytes, 1);
    return new String(bytes, 1, Timestamps.LENGTH, US_ASCII);
  }

  @Test
  void agreesWithJavaInAnyOrder() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Timestamps timestamps = new Timestamps();
    long millis = 0;
    for (int i = 0; i < 100_000; i++) {
      assertThat(print(timestamps, millis))
          .as("seed %d", seed)
          .isEqualTo(JAVA.format(Instant.ofEpochMilli(millis)));
      millis =
          switch (random.nextInt(4)) {
            case 0 -> random.nextLong(253_402_300_800_000L);
            case 1 -> Math.min(253_402_300_799_999L, millis + random.nextLong(200_000_000));
            case 2 -> Math.max(0, millis - random.nextLong(200_000_000));
            default -> Math.min(253_402_300_799_999L, millis + random.nextLong(3));
          };
    }
  }

  @Test
  void endsWithTheYear9999() {
    assertThat(Timestamps.isPrintable(0)).isTrue();
    assertThat(Timestamps.isPrintable(253_402_300_799_999L)).isTrue();
    assertThat(Timestamps.isPrintable(253_402_300_800_000L)).isFalse();
    assertThat(Timestamps.isPrintable(-1)).isFalse();
  }
}
