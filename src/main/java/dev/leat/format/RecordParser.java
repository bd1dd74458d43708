package dev.leat.format;

import dev.leat.core.EntryId;
import dev.leat.core.Event;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Takes records apart: what [JsonOutput] prints.
final class RecordParser implements LineParser {
  private final JsonValues values = new JsonValues();
  private final Fields fields = new Fields();

  /// The event of a record; its stream, ID and all else are passed over.
  @Override
  public Event parse(byte[] bytes, int from, int to) throws Malformed {
    fields.clear();
    boolean found = false;
    try (JsonParser json = Json.openObject(bytes, from, to)) {
      json.nextToken();
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        JsonToken value = json.nextToken();
        boolean object = name.equals("fields");
        if (!object && !name.equals("pairs")) {
          json.skipChildren();
          continue;
        }
        if (found) {
          throw new Malformed("a record has \"fields\" or \"pairs\", once", Json.offset(json));
        }
        found = true;
        if (object && value == JsonToken.START_OBJECT) {
          object(json);
        } else if (!object && value == JsonToken.START_ARRAY) {
          pairs(json);
        } else {
          throw new Malformed(
              object ? "\"fields\" is not an object" : "\"pairs\" is not an array",
              Json.offset(json));
        }
      }
      Json.expectEnd(json, bytes, from, to);
    } catch (JacksonException e) {
      throw Json.malformed(e);
    }
    if (!found) {
      throw new Malformed("not a record: it has neither \"fields\" nor \"pairs\"");
    }
    Event event = fields.event();
    if (event == null) {
      throw new Malformed("an event needs a field");
    }
    return event;
  }

  private void object(JsonParser json) throws Malformed {
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      byte[] nameBytes = values.name(name, json);
      json.nextToken();
      fields.add(nameBytes, values.recordValue(json));
    }
  }

  private void pairs(JsonParser json) throws Malformed {
    while (json.nextToken() != JsonToken.END_ARRAY) {
      long offset = Json.offset(json);
      if (json.currentToken() != JsonToken.START_ARRAY) {
        throw notAPair(offset);
      }
      byte[] name = half(json, offset);
      byte[] value = half(json, offset);
      if (json.nextToken() != JsonToken.END_ARRAY) {
        throw notAPair(offset);
      }
      fields.add(name, value);
    }
  }

  private byte[] half(JsonParser json, long offset) throws Malformed {
    if (json.nextToken() == JsonToken.END_ARRAY) {
      throw notAPair(offset);
    }
    return values.recordValue(json);
  }

  private static Malformed notAPair(long offset) {
    return new Malformed("\"pairs\" holds something other than [name, value]", offset);
  }

  /// Which entry a record is of; its fields are passed over.
  ///
  /// @param line what the result says of where the record stood
  static RecordId id(byte[] bytes, int from, int to, long line) throws Malformed {
    String stream = null;
    String sink = null;
    EntryId id = null;
    try (JsonParser json = Json.openObject(bytes, from, to)) {
      json.nextToken();
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        json.nextToken();
        switch (name) {
          case "stream" -> stream = string(name, json);
          case "sink" -> sink = string(name, json);
          case "id" -> id = entryId(string(name, json));
          default -> json.skipChildren();
        }
      }
      Json.expectEnd(json, bytes, from, to);
    } catch (JacksonException e) {
      throw Json.malformed(e);
    }
    if (id == null) {
      throw new Malformed("not a record: it has no \"id\"");
    }
    return new RecordId(line, stream, sink, id);
  }

  private static String string(String name, JsonParser json) throws Malformed {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw new Malformed("\"" + name + "\" is not a string", Json.offset(json));
    }
    return json.getString();
  }

  /// Parses an ID.
  ///
  /// @throws Malformed when the text is none
  static EntryId entryId(String text) throws Malformed {
    try {
      return EntryId.parse(text);
    } catch (IllegalArgumentException notAnId) {
      throw new Malformed(String.valueOf(notAnId.getMessage()));
    }
  }
}
