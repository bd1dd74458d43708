package dev.leat.terminal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  // A clock that overflows is what System.nanoTime may be.
  private long now = Long.MAX_VALUE - Duration.ofMillis(300).toNanos();

  @Test
  void showsHowFarAndHowFast() {
    try (ProgressBar bar = new ProgressBar(err, 200_000_000, () -> now)) {
      after(2000);
      bar.show(84_560_000);
    }

    String line = " 42 %  84.6 of 200.0 MB  42.3 MB/s";
    assertThat(drawn()).isEqualTo("\r" + line + "\r" + " ".repeat(line.length()) + "\r");
  }

  @Test
  void saysNothingOfWhatIsSoonDone() {
    try (ProgressBar bar = new ProgressBar(err, 100, () -> now)) {
      after(499);
      bar.show(100);
    }

    assertThat(drawn()).isEmpty();
  }

  @Test
  void isDrawnTenTimesASecond() {
    ProgressBar bar = new ProgressBar(err, 1000, () -> now);
    for (int i = 0; i < 1000; i++) {
      after(1);
      bar.show(i);
    }

    // At 500 ms, and every 100 ms from then on, 1000 ms included.
    assertThat(drawn().chars().filter(c -> c == '\r').count()).isEqualTo(6);
  }

  @Test
  void leavesNothingOfALongerLine() {
    ProgressBar bar = new ProgressBar(err, 100_000_000, () -> now);
    after(500);
    bar.show(90_000_000);
    String longer = drawn();
    after(100_000_000);
    bar.show(90_000_000);

    assertThat(drawn().substring(longer.length())).hasSize(longer.length());
  }

  @Test
  void doesNotGoBeyondTheWhole() {
    ProgressBar empty = new ProgressBar(err, 0, () -> now);
    after(1000);
    empty.show(7);

    assertThat(drawn()).startsWith("\r100 %");
  }

  @Test
  void isNotWorthAFailure() {
    ProgressBar bar =
        new ProgressBar(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException("closed");
              }
            },
            100,
            () -> now);
    after(1000);
    bar.show(50);
    bar.erase();
  }

  private void after(long millis) {
    now += Duration.ofMillis(millis).toNanos();
  }

  private String drawn() {
    return err.toString(US_ASCII);
  }
}
