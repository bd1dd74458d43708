package dev.leat.format;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leat.core.Delivery;
import dev.leat.core.Entry;
import dev.leat.core.EntryId;
import dev.leat.core.Event;
import dev.leat.core.Output;
import org.jspecify.annotations.Nullable;

/// Prints records, one JSON object a line:
/// `{"stream":"orders","id":"1-0","ts":"1970-01-01T00:00:00.001Z","fields":{"type":"created"}}`.
/// Deliveries add `"sink"` and `"delivery"` before the fields. Where a field's name repeats or is
/// not UTF-8, `"pairs":[["name","value"],…]` takes the place of `fields`. The time is null for an
/// ID that is none.
final class JsonOutput implements Output {
  private static final String KEY = "\u001b[34;1m";
  private static final String STRING = "\u001b[32m";
  private static final String RESET = "\u001b[0m";
  private static final byte[] NULL = "null".getBytes(US_ASCII);

  private final OutputBuffer out;
  private final boolean parse;
  private final Timestamps timestamps = new Timestamps();

  // The parts of a record that are always the same, with colours or without.
  private final byte[] keyStart;
  private final byte[] keyEnd;
  private final byte[] stringStart;
  private final byte[] stringEnd;
  private final byte[] streamKey;
  private final byte[] idKey;
  private final byte[] timeKey;
  private final byte[] sinkKey;
  private final byte[] deliveryKey;
  private final byte[] fieldsKey;
  private final byte[] pairsKey;

  private @Nullable String lastStream;
  private byte[] lastStreamName = {};

  JsonOutput(OutputBuffer out, boolean color, boolean parse) {
    this.out = out;
    this.parse = parse;
    keyStart = ascii(color ? KEY : "");
    keyEnd = ascii(color ? RESET + ":" : ":");
    stringStart = ascii(color ? STRING : "");
    stringEnd = ascii(color ? RESET : "");
    streamKey = ascii("{" + key("stream", color));
    idKey = ascii("," + key("id", color));
    timeKey = ascii("," + key("ts", color));
    sinkKey = ascii("," + key("sink", color));
    deliveryKey = ascii("," + key("delivery", color));
    fieldsKey = ascii("," + key("fields", color) + "{");
    pairsKey = ascii("," + key("pairs", color) + "[");
  }

  private static String key(String name, boolean color) {
    return (color ? KEY : "") + '"' + name + '"' + (color ? RESET : "") + ':';
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  @Override
  public void entry(Entry entry) {
    start(entry);
    event(entry.event());
  }

  @Override
  public void delivery(Delivery delivery) {
    start(delivery.entry());
    out.append(sinkKey);
    string(delivery.sink().getBytes(UTF_8));
    out.append(deliveryKey);
    out.appendNumber(delivery.count());
    event(delivery.entry().event());
  }

  @Override
  public void flush() {
    out.flush();
  }

  private void start(Entry entry) {
    out.append(streamKey);
    if (!entry.stream().equals(lastStream)) {
      lastStream = entry.stream();
      lastStreamName = entry.stream().getBytes(UTF_8);
    }
    string(lastStreamName);
    EntryId id = entry.id();
    out.append(idKey);
    out.append(stringStart);
    out.append((byte) '"');
    out.appendId(id);
    out.append((byte) '"');
    out.append(stringEnd);
    out.append(timeKey);
    if (Timestamps.isPrintable(id.millis())) {
      out.append(stringStart);
      int at = out.reserve(Timestamps.LENGTH + 2);
      out.bytes()[at] = '"';
      timestamps.write(id.millis(), out.bytes(), at + 1);
      out.bytes()[at + 1 + Timestamps.LENGTH] = '"';
      out.commit(at + Timestamps.LENGTH + 2);
      out.append(stringEnd);
    } else {
      out.append(NULL);
    }
  }

  private void event(Event event) {
    if (fitsObject(event)) {
      out.append(fieldsKey);
      for (int i = 0; i < event.size(); i++) {
        if (i > 0) {
          out.append((byte) ',');
        }
        out.append(keyStart);
        JsonStrings.write(event.name(i), out);
        out.append(keyEnd);
        value(event.value(i));
      }
      out.append((byte) '}');
    } else {
      out.append(pairsKey);
      for (int i = 0; i < event.size(); i++) {
        if (i > 0) {
          out.append((byte) ',');
        }
        out.append((byte) '[');
        string(event.name(i));
        out.append((byte) ',');
        value(event.value(i));
        out.append((byte) ']');
      }
      out.append((byte) ']');
    }
    out.append((byte) '}');
    out.append((byte) '\n');
  }

  private static boolean fitsObject(Event event) {
    for (int i = 0; i < event.size(); i++) {
      byte[] name = event.name(i);
      if (Utf8.firstInvalid(name, 0, name.length) >= 0) {
        return false;
      }
    }
    return !event.repeatsName();
  }

  private void value(byte[] value) {
    byte[] json = parse ? ParsedValue.of(value) : null;
    if (json != null) {
      JsonStrings.writeJson(json, out);
    } else {
      string(value);
    }
  }

  private void string(byte[] bytes) {
    out.append(stringStart);
    JsonStrings.write(bytes, out);
    out.append(stringEnd);
  }
}
