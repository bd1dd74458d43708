package dev.leat.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leat.core.Entry;
import dev.leat.core.EntryId;
import dev.leat.core.Event;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Turns the reply of XRANGE, XREAD and their like straight into entries: one array a field list,
/// no maps, which lose repeated names.
///
/// The replies nest (RESP2): `[[id, [name, value, ...]], ...]` for one stream, and for XREAD
/// `[[stream, that], ...]` around it. Nil in place of an entry or of its fields is an entry that is
/// no longer there, and left out.
final class EntriesOutput extends CommandOutput<byte[], byte[], List<Entry>> {
  private static final int DEEPEST = 8;

  private final boolean perStream;
  private final int[] left = new int[DEEPEST];
  private int depth;

  private String stream;
  private @Nullable EntryId id;
  private byte[][] parts = {};
  private int part;

  /// For the reply of one stream.
  EntriesOutput(String stream) {
    this(stream, false);
  }

  /// For the reply of several streams, each with its name.
  EntriesOutput() {
    this("", true);
  }

  private EntriesOutput(String stream, boolean perStream) {
    super(ByteArrayCodec.INSTANCE, new ArrayList<>());
    this.stream = stream;
    this.perStream = perStream;
  }

  /// The depth inside the list of entries, counted from there.
  private int level() {
    return perStream ? depth - 2 : depth;
  }

  @Override
  public void multi(int count) {
    if (level() == 2 && count > 0) {
      parts = new byte[count][];
      part = 0;
    }
    if (count <= 0) {
      ended();
    } else {
      left[depth++] = count;
    }
  }

  @Override
  public void set(@Nullable ByteBuffer bytes) {
    if (perStream && depth == 2 && bytes != null) {
      stream = UTF_8.decode(bytes).toString();
    } else if (level() == 2 && bytes != null) {
      id = Ids.parse(bytes);
    } else if (level() == 3 && bytes != null) {
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(copy);
      parts[part++] = copy;
      if (part == parts.length) {
        output.add(new Entry(stream, Objects.requireNonNull(id), Event.of(parts)));
      }
    }
    ended();
  }

  @Override
  public void set(long ignored) {
    ended();
  }

  /// An element has come to its end, and with it every list of which it was the last.
  private void ended() {
    while (depth > 0 && --left[depth - 1] == 0) {
      depth--;
    }
  }
}
