package dev.leat.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTest {
  @Test
  void keepsOrderRepeatsAndBytes() {
    byte[] odd = {0, (byte) 0xff};
    Event event = Event.of("b".getBytes(UTF_8), odd, "a".getBytes(UTF_8), odd, odd, odd);
    assertThat(event.size()).isEqualTo(3);
    assertThat(event.name(0)).isEqualTo("b".getBytes(UTF_8));
    assertThat(event.value(1)).isEqualTo(odd);
    assertThat(event.first(odd)).isEqualTo(odd);
    assertThat(event.first("c".getBytes(UTF_8))).isNull();
    assertThat(event.bytes()).isEqualTo(10);
    assertThat(event.repeatsName()).isFalse();
    assertThat(Event.of("a", "1", "b", "2", "a", "3").repeatsName()).isTrue();
    assertThat(Event.of("a", "1", "a", "3").first("a".getBytes(UTF_8)))
        .isEqualTo("1".getBytes(UTF_8));
  }

  @Test
  void equalsByContent() {
    assertThat(Event.of("a", "1"))
        .isEqualTo(Event.of("a", "1"))
        .hasSameHashCodeAs(Event.of("a", "1"));
    assertThat(Event.of("a", "1")).isNotEqualTo(Event.of("a", "2"));
    assertThat(Event.of("a", "1", "b", "2")).isNotEqualTo(Event.of("b", "2", "a", "1"));
  }

  @Test
  void hasAFieldAtLeastAndEveryNameAValue() {
    assertThatThrownBy(() -> Event.of(new String[0])).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Event.of("a")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Event.of("a", "b", "c")).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 16, 17, 1000})
  void aNameThatRepeatsIsFoundAmongFewAndMany(int size) {
    String[] parts = new String[2 * size];
    for (int i = 0; i < size; i++) {
      parts[2 * i] = "name" + i;
      parts[2 * i + 1] = "value";
    }
    assertThat(Event.of(parts).repeatsName()).isFalse();
    for (int i = 1; i < size; i += 7) {
      String[] repeating = parts.clone();
      repeating[2 * i] = "name" + i / 2;
      assertThat(Event.of(repeating).repeatsName()).isTrue();
    }
  }
}
