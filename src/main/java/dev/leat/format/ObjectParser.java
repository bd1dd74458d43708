package dev.leat.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leat.core.Event;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Makes an event of a JSON object: each member a field, in order, repeated names included.
final class ObjectParser implements LineParser {
  private static final byte[] EMPTY = {};

  private final NullPolicy nulls;
  private final JsonValues values = new JsonValues();
  private final Fields fields = new Fields();

  ObjectParser(NullPolicy nulls) {
    this.nulls = nulls;
  }

  @Override
  public Event parse(byte[] bytes, int from, int to) throws Malformed {
    fields.clear();
    try (JsonParser json = Json.openObject(bytes, from, to)) {
      json.nextToken();
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        member(name, json);
      }
      Json.expectEnd(json, bytes, from, to);
    } catch (JacksonException e) {
      throw Json.malformed(e);
    }
    Event event = fields.event();
    if (event == null) {
      throw new Malformed("an event needs a field");
    }
    return event;
  }

  private void member(String name, JsonParser json) throws Malformed {
    byte[] nameBytes = values.name(name, json);
    if (json.nextToken() != JsonToken.VALUE_NULL) {
      fields.add(nameBytes, values.value(json));
      return;
    }
    switch (nulls) {
      case KEEP -> fields.add(nameBytes, values.value(json));
      case EMPTY -> fields.add(nameBytes, EMPTY);
      case SKIP -> {}
      case REFUSE ->
          throw new Malformed(
              "field \"" + new String(nameBytes, UTF_8) + "\" is null", Json.offset(json));
    }
  }
}
