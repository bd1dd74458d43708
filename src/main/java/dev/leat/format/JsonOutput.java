package dev.leat.format;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leat.core.Delivery;
import dev.leat.core.Entry;
import dev.leat.core.EntryId;
import dev.leat.core.Event;
import dev.leat.core.Output;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
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
  private static final byte[] OBJECT_END = ascii("}}\n");
  private static final byte[] NEXT_PAIR = ascii("],[");
  private static final byte[] PAIRS_END = ascii("]]}\n");

  private final OutputBuffer out;
  private final boolean parse;
  private final Timestamps timestamps = new Timestamps();

  // The parts of a record that are always the same, with colours or without.
  private final byte[] stringStart;
  private final byte[] stringEnd;
  private final byte[] idEnd;
  private final byte[] timeStart;
  private final byte[] noTime;
  private final byte[] timeEnd;
  private final byte[] sinkKey;
  private final byte[] deliveryKey;
  private final byte[] fieldsStart;
  private final byte[] nextField;
  private final byte[] nameEnd;
  private final byte[] pairsStart;
  private final byte[] streamStart;
  private final byte[] streamEnd;

  /// Streams take turns, but mostly one comes many times: its records' start.
  private byte[] start = {};

  private @Nullable String startsStream;

  JsonOutput(OutputStream out, boolean color, boolean parse) {
    this.out = new OutputBuffer(out);
    this.parse = parse;
    String key = color ? KEY : "";
    String string = color ? STRING : "";
    String reset = color ? RESET : "";
    stringStart = ascii(string);
    stringEnd = ascii(reset);
    streamStart = ascii('{' + key("stream", color) + string);
    streamEnd = ascii(reset + ',' + key("id", color) + string + '"');
    idEnd = ascii('"' + reset);
    noTime = ascii("," + key("ts", color) + "null");
    timeStart = ascii("," + key("ts", color) + string + '"');
    timeEnd = ascii('"' + reset);
    sinkKey = ascii("," + key("sink", color));
    deliveryKey = ascii("," + key("delivery", color));
    fieldsStart = ascii("," + key("fields", color) + '{' + key);
    nextField = ascii("," + key);
    nameEnd = ascii(reset + ':');
    pairsStart = ascii("," + key("pairs", color) + "[[");
  }

  private static String key(String name, boolean color) {
    return color ? KEY + '"' + name + '"' + RESET + ':' : '"' + name + "\":";
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
    if (!entry.stream().equals(startsStream)) {
      startsStream = entry.stream();
      start = start(entry.stream());
    }
    EntryId id = entry.id();
    out.append(start);
    out.appendId(id);
    out.append(idEnd);
    if (Timestamps.isPrintable(id.millis())) {
      out.append(timeStart);
      int at = out.reserve(Timestamps.LENGTH);
      timestamps.write(id.millis(), out.bytes(), at);
      out.commit(at + Timestamps.LENGTH);
      out.append(timeEnd);
    } else {
      out.append(noTime);
    }
  }

  private byte[] start(String stream) {
    var bytes = new ByteArrayOutputStream();
    OutputBuffer buffer = new OutputBuffer(bytes);
    buffer.append(streamStart);
    JsonStrings.write(stream.getBytes(UTF_8), buffer);
    buffer.append(streamEnd);
    buffer.flush();
    return bytes.toByteArray();
  }

  private void event(Event event) {
    if (fitsObject(event)) {
      for (int i = 0; i < event.size(); i++) {
        out.append(i == 0 ? fieldsStart : nextField);
        JsonStrings.write(event.name(i), out);
        out.append(nameEnd);
        value(event.value(i));
      }
      out.append(OBJECT_END);
    } else {
      for (int i = 0; i < event.size(); i++) {
        out.append(i == 0 ? pairsStart : NEXT_PAIR);
        string(event.name(i));
        out.append((byte) ',');
        value(event.value(i));
      }
      out.append(PAIRS_END);
    }
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
