package dev.leat.format;

import dev.leat.core.Delivery;
import dev.leat.core.Entry;
import dev.leat.core.Event;
import dev.leat.core.Output;

/// Prints the values of an entry's fields in order, bytes untouched, each followed by a newline,
/// and nothing else. Lines that were added as they were come out as they were.
final class RawOutput implements Output {
  private final OutputBuffer out;

  RawOutput(OutputBuffer out) {
    this.out = out;
  }

  @Override
  public void entry(Entry entry) {
    Event event = entry.event();
    for (int i = 0; i < event.size(); i++) {
      out.append(event.value(i));
      out.append((byte) '\n');
    }
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
