package dev.leat.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.core.Delivery;
import dev.leat.core.Draft;
import dev.leat.core.Entry;
import dev.leat.core.EntryId;
import dev.leat.core.Event;
import dev.leat.core.Output;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// What is printed as JSON and read back as records is what was there, whatever the bytes.
class RecordRoundTripTest {
  private static final String[] FRAGMENTS = {
    "a",
    "\"",
    "\\",
    "\n",
    "\u0000",
    "\u001b",
    "\u007f",
    "\u009b",
    "é",
    "€",
    "😀",
    "\u202e",
    "\u2028",
    "{\"$b64\":\"",
    "\"}",
    "{",
    "}",
    "[",
    "]",
    "42",
    "-1.50",
    "null",
    "true",
    ",",
    ":",
    " ",
    "\\ud800",
    "plain text of some length",
    "\"x\"",
    "message",
    "fields"
  };

  private static byte[] randomBytes(Random random) {
    var bytes = new ByteArrayOutputStream();
    int parts = random.nextInt(random.nextInt(20) == 0 ? 4000 : 8);
    for (int i = 0; i < parts; i++) {
      if (random.nextInt(12) == 0) {
        bytes.write(random.nextInt(256));
      } else {
        bytes.writeBytes(FRAGMENTS[random.nextInt(FRAGMENTS.length)].getBytes(UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  private static Event randomEvent(Random random) {
    byte[][] parts = new byte[2 * (1 + random.nextInt(6))][];
    for (int i = 0; i < parts.length; i++) {
      parts[i] =
          i % 2 == 0 && i > 0 && random.nextInt(10) == 0 ? parts[0].clone() : randomBytes(random);
    }
    return Event.of(parts);
  }

  private static List<Event> readRecords(byte[] records) {
    EventSource source =
        new EventSource(
            new ByteArrayInputStream(records),
            new InputOptions(InputFormat.RECORD, 1 << 26, NullPolicy.KEEP, false, "", null));
    List<Event> events = new ArrayList<>();
    for (SourcedEvent read = source.next(); read != null; read = source.next()) {
      assertThat(read.draft().id()).isEqualTo(Draft.AUTO);
      assertThat(read.line()).isEqualTo(events.size() + 1);
      events.add(read.draft().event());
    }
    return events;
  }

  @Test
  void randomEventsComeBackIdentical() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    var bytes = new ByteArrayOutputStream();
    Output output = Outputs.open(bytes, OutputOptions.of(OutputFormat.JSON));
    List<Event> events = new ArrayList<>();
    List<EntryId> ids = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      Event event = randomEvent(random);
      EntryId id = new EntryId(random.nextLong() >>> random.nextInt(64), random.nextInt(100));
      Entry entry = new Entry("s", id, event);
      events.add(event);
      ids.add(id);
      if (random.nextBoolean()) {
        output.entry(entry);
      } else {
        output.delivery(new Delivery("sink", entry, 1 + random.nextInt(3)));
      }
    }
    output.flush();

    assertThat(readRecords(bytes.toByteArray())).as("seed %d", seed).isEqualTo(events);
    assertThat(bytes.toString(UTF_8).codePoints().filter(c -> c != '\n'))
        .as("seed %d", seed)
        .noneMatch(Escapes::isUnsafe);
    var reader = new RecordReader(new ByteArrayInputStream(bytes.toByteArray()), 1 << 26, "");
    for (EntryId id : ids) {
      RecordId read = reader.next();
      assertThat(read).isNotNull();
      assertThat(read.id()).as("seed %d", seed).isEqualTo(id);
      assertThat(read.stream()).isEqualTo("s");
    }
    assertThat(reader.next()).isNull();
  }

  @Test
  void everyLineIsJsonForOthersToo() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    JsonFactory jackson = JsonFactory.builder().build();
    for (int i = 0; i < 2_000; i++) {
      Entry entry = new Entry("s", EntryId.ZERO, randomEvent(random));
      for (boolean parse : new boolean[] {false, true}) {
        var bytes = new ByteArrayOutputStream();
        Output output =
            Outputs.open(bytes, new OutputOptions(OutputFormat.JSON, false, parse, false));
        output.entry(entry);
        output.flush();
        try (JsonParser json =
            jackson.createParser(ObjectReadContext.empty(), bytes.toByteArray())) {
          assertThat(json.nextToken()).isEqualTo(JsonToken.START_OBJECT);
          json.skipChildren();
          assertThat(json.nextToken()).as("seed %d", seed).isNull();
        }
      }
    }
  }

  @Test
  void namesAndValuesOfOneByteComeBackIdentical() {
    var bytes = new ByteArrayOutputStream();
    Output output = Outputs.open(bytes, OutputOptions.of(OutputFormat.JSON));
    List<Event> events = new ArrayList<>();
    for (int b = 0; b < 256; b++) {
      byte[] one = {(byte) b};
      events.add(Event.of(one, one));
      output.entry(new Entry("s", EntryId.ZERO, events.getLast()));
    }
    output.flush();
    assertThat(readRecords(bytes.toByteArray())).isEqualTo(events);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "42",
        "2.50",
        "1e400",
        "null",
        "true",
        "[1,\"a\",null]",
        "{\"a\":{\"b\":[]}}",
        "\"x\"",
        "x",
        "{\"$b64\":\"eP8=\"}",
        "{ \"$b64\": \"eP8=\" }",
        "{\"$b64\":\"\"}",
        "{\"$b64\":\"?\"}",
        "{\"$b64\":1}",
        "{\"$b64\":\"eA==\",\"x\":\"y\"}",
        "{\"$b64\":\"\\\"\"}",
        "[\"\u202e\"]",
        " 1",
        "1 ",
        ""
      })
  void parsedValuesComeBackAsTheirText(String value) {
    Event event = Event.of("a", value);
    var bytes = new ByteArrayOutputStream();
    Output output = Outputs.open(bytes, new OutputOptions(OutputFormat.JSON, false, true, false));
    output.entry(new Entry("s", EntryId.ZERO, event));
    output.flush();
    assertThat(readRecords(bytes.toByteArray())).containsExactly(event);
  }

  @Test
  void linesComeBackIdenticalAsRawOutput() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] input = new byte[300_000];
    random.nextBytes(input);
    for (int i = 0; i < input.length; i += 1 + random.nextInt(300)) {
      input[i] = '\n';
    }
    input[input.length - 1] = '\n';
    EventSource source =
        new EventSource(new ByteArrayInputStream(input), InputOptions.of(InputFormat.LINES));
    var bytes = new ByteArrayOutputStream();
    Output output = Outputs.open(bytes, OutputOptions.of(OutputFormat.RAW));
    for (SourcedEvent read = source.next(); read != null; read = source.next()) {
      output.entry(new Entry("s", EntryId.ZERO, read.draft().event()));
    }
    output.flush();
    assertThat(bytes.toByteArray()).as("seed %d", seed).isEqualTo(input);
  }

  @Test
  void recordsFromElsewhereMayHaveTheirMembersInAnyOrder() {
    String records =
        """
        {"pairs":[["a",1.0],[{"$b64":"/w=="},{"b": [ ]}]],"id":7,"x":{"fields":{}}}

         { "fields" : { "a" : null , "b" : { "$b64" : "eP8=" } } , "stream" : [1] }\r
        """;
    assertThat(readRecords(records.replace("\n\n", "\n").getBytes(UTF_8)))
        .containsExactly(
            Event.of(
                "a".getBytes(UTF_8), "1.0".getBytes(UTF_8), bytes("\u00ff"), bytes("{\"b\":[]}")),
            Event.of(bytes("a"), bytes("null"), bytes("b"), bytes("x\u00ff")));
  }

  private static byte[] bytes(String latin1) {
    return latin1.getBytes(ISO_8859_1);
  }
}
