package dev.leat.format;

import dev.leat.core.Event;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Collects the fields of one event after another.
final class Fields {
  private byte[][] parts = new byte[32][];
  private int count;

  void add(byte[] name, byte[] value) {
    if (count == parts.length) {
      parts = Arrays.copyOf(parts, 2 * count);
    }
    parts[count++] = name;
    parts[count++] = value;
  }

  void clear() {
    count = 0;
  }

  /// The event of the fields since the last [#clear], or null when there are none.
  @Nullable Event event() {
    return count == 0 ? null : Event.of(Arrays.copyOf(parts, count));
  }
}
