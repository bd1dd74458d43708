package dev.leat.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leat.core.Delivery;
import dev.leat.core.Entry;
import dev.leat.core.Event;
import dev.leat.core.Output;

/// Prints one line an entry for people: the stream's name where there are several, the time (UTC),
/// the ID, and then either the fields as `name=value`, in quotes where it would be unclear where
/// one ends, or, of an event with no field but `message`, its value. A delivery that is not the
/// first says so before the fields. Nothing in a line can act on the terminal.
final class TextOutput implements Output {
  private static final String STREAM = "\u001b[36m";
  private static final String TIME = "\u001b[32m";
  private static final String DIM = "\u001b[2m";
  private static final String NAME = "\u001b[34m";
  private static final String RESET = "\u001b[0m";
  private static final byte[] MESSAGE = "message".getBytes(UTF_8);

  private final OutputBuffer out;
  private final boolean color;
  private final boolean streamNames;
  private final Timestamps timestamps = new Timestamps();
  private final byte[] time = new byte[Timestamps.LENGTH];
  private final StringBuilder line = new StringBuilder();

  TextOutput(OutputBuffer out, boolean color, boolean streamNames) {
    this.out = out;
    this.color = color;
    this.streamNames = streamNames;
  }

  @Override
  public void entry(Entry entry) {
    print(entry, 1);
  }

  @Override
  public void delivery(Delivery delivery) {
    print(delivery.entry(), delivery.count());
  }

  @Override
  public void flush() {
    out.flush();
  }

  private void print(Entry entry, long delivery) {
    line.setLength(0);
    if (streamNames) {
      styled(STREAM, Escapes.line(entry.stream()));
      line.append(' ');
    }
    if (Timestamps.isPrintable(entry.id().millis())) {
      timestamps.write(entry.id().millis(), time, 0);
      styled(TIME, new String(time, UTF_8));
      line.append(' ');
    }
    styled(DIM, entry.id().toString());
    if (delivery > 1) {
      line.append(' ');
      styled(DIM, "(delivery " + delivery + ")");
    }
    Event event = entry.event();
    if (event.size() == 1 && event.first(MESSAGE) != null) {
      line.append(' ').append(Escapes.line(event.value(0)));
    } else {
      for (int i = 0; i < event.size(); i++) {
        line.append(' ');
        styled(NAME, quoted(event.name(i)));
        line.append('=').append(quoted(event.value(i)));
      }
    }
    line.append('\n');
    out.append(line.toString().getBytes(UTF_8));
  }

  private void styled(String style, String text) {
    if (color) {
      line.append(style).append(text).append(RESET);
    } else {
      line.append(text);
    }
  }

  private static String quoted(byte[] bytes) {
    boolean bare = bytes.length > 0;
    for (byte b : bytes) {
      bare &= b != ' ' && b != '"' && b != '=';
    }
    String text = Escapes.line(bytes);
    return bare ? text : '"' + text.replace("\"", "\\\"") + '"';
  }
}
