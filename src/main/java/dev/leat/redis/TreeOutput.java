package dev.leat.redis;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Any reply as it is: numbers as [Long], texts as `byte[]`, lists as [List], nil as null. For
/// replies that do not carry events.
final class TreeOutput extends CommandOutput<byte[], byte[], @Nullable Object> {
  private record Open(List<@Nullable Object> list, int size) {}

  private final Deque<Open> open = new ArrayDeque<>();

  TreeOutput() {
    super(ByteArrayCodec.INSTANCE, null);
  }

  @Override
  public void set(@Nullable ByteBuffer bytes) {
    if (bytes == null) {
      put(null);
    } else {
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(copy);
      put(copy);
    }
  }

  @Override
  public void setSingle(@Nullable ByteBuffer bytes) {
    set(bytes);
  }

  @Override
  public void set(long number) {
    put(number);
  }

  @Override
  public void multi(int count) {
    if (count < 0) {
      put(null);
    } else if (count == 0) {
      put(List.of());
    } else {
      open.push(new Open(new ArrayList<>(count), count));
    }
  }

  private void put(@Nullable Object value) {
    Open list = open.peek();
    if (list == null) {
      output = value;
      return;
    }
    list.list().add(value);
    if (list.list().size() == list.size()) {
      open.pop();
      put(list.list());
    }
  }
}
