package dev.leat.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PageSizeTest {
  private static List<Entry> page(int entries, int bytes) {
    Event event = Event.of(new byte[] {'k'}, new byte[bytes - 1]);
    return Collections.nCopies(entries, new Entry("s", EntryId.ZERO, event));
  }

  @Test
  void doublesUpToItsMost() {
    PageSize size = new PageSize();
    assertThat(size.count()).isEqualTo(8);
    int[] expected = {16, 32, 64, 128, 256, 512, 1000, 1000};
    for (int count : expected) {
      size.saw(page(10, 10));
      assertThat(size.count()).isEqualTo(count);
    }
  }

  @Test
  void fallsAtOnceToWhatFits() {
    PageSize size = new PageSize();
    size.saw(page(8, 64 * 1024));
    assertThat(size.count()).isEqualTo(7);
    size.saw(page(1, 64 * 1024 * 1024));
    assertThat(size.count()).isEqualTo(1);
  }

  @Test
  void anEmptyPageSaysNothing() {
    PageSize size = new PageSize();
    size.saw(List.of());
    assertThat(size.count()).isEqualTo(8);
  }

  @Test
  void asksForLessAfterAPageThatDidNotCome() {
    PageSize size = new PageSize();
    int[] expected = {2, 1, 1};
    for (int count : expected) {
      size.failed();
      assertThat(size.count()).isEqualTo(count);
    }
  }

  @Test
  void staysWithinBounds() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    PageSize size = new PageSize();
    for (int i = 0; i < 1000; i++) {
      int before = size.count();
      int bytes = 1 + random.nextInt(1 << random.nextInt(1, 22));
      size.saw(page(1 + random.nextInt(1000), bytes));
      assertThat(size.count())
          .as("seed %d", seed)
          .isBetween(1, Math.min(PageSize.MAX_ENTRIES, 2 * before));
      assertThat((size.count() - 1L) * bytes).as("seed %d", seed).isLessThan(512 * 1024);
    }
  }
}
