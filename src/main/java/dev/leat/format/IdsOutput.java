package dev.leat.format;

import dev.leat.core.Delivery;
import dev.leat.core.Entry;
import dev.leat.core.EntryId;
import dev.leat.core.Output;
import java.io.OutputStream;

/// Prints the ID of each entry, one a line; or IDs for which there is no entry at hand.
///
/// Buffers and fails as [Outputs#open] says.
public final class IdsOutput implements Output {
  private final OutputBuffer out;

  public IdsOutput(OutputStream out) {
    this.out = new OutputBuffer(out);
  }

  public void id(EntryId id) {
    out.appendId(id);
    out.append((byte) '\n');
  }

  @Override
  public void entry(Entry entry) {
    id(entry.id());
  }

  @Override
  public void delivery(Delivery delivery) {
    entry(delivery.entry());
  }

  @Override
  public void flush() {
    out.flush();
  }
}
