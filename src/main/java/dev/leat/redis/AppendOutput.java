package dev.leat.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leat.core.EntryId;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// The result of `append.lua`, its IDs parsed where they arrive: there is one for every event.
final class AppendOutput extends CommandOutput<byte[], byte[], AppendOutput.Reply> {
  /// @param end the last element: empty, or what ended the batch
  record Reply(List<EntryId> ids, String end) {}

  private List<EntryId> ids = List.of();
  private int left;

  AppendOutput() {
    super(ByteArrayCodec.INSTANCE, new Reply(List.of(), ""));
  }

  @Override
  public void multi(int count) {
    left = count;
    ids = new ArrayList<>(count);
  }

  @Override
  public void set(ByteBuffer bytes) {
    if (--left > 0) {
      ids.add(Ids.parse(bytes));
    } else {
      output = new Reply(ids, UTF_8.decode(bytes).toString());
    }
  }
}
