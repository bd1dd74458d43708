package dev.leat.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.core.EntryId;
import dev.leat.core.Failure;
import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordReaderTest {
  private static RecordReader reader(String input) {
    return new RecordReader(new ByteArrayInputStream(input.getBytes(UTF_8)), 1000, "");
  }

  @Test
  void readsRecordsAndBareIds() {
    RecordReader reader =
        reader(
            """
            {"stream":"orders","id":"5-1","ts":null,"sink":"é","delivery":2,"fields":{"id":"6-6"}}

            {"pairs":[["a","b"]],"id":"5-2","x":[{"id":"7-7"}]}
             7-0\t
            """);

    assertThat(reader.ready()).isTrue();
    assertThat(reader.next()).isEqualTo(new RecordId(1, "orders", "é", new EntryId(5, 1)));
    assertThat(reader.next()).isEqualTo(new RecordId(3, null, null, new EntryId(5, 2)));
    assertThat(reader.next()).isEqualTo(new RecordId(4, null, null, new EntryId(7, 0)));
    assertThat(reader.next()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"stream\":\"s\"} | not a record: it has no \"id\"",
        "{\"id\":5}         | \"id\" is not a string (byte offset 6)",
        "{\"id\":\"5\"}     | '5' is not an entry ID (MILLIS-SEQUENCE)",
        "{\"id\":\"5-1\"} x | more text after the JSON object (byte offset 13)",
        "{\"sink\":null}    | \"sink\" is not a string (byte offset 8)",
        "5                  | '5' is not an entry ID (MILLIS-SEQUENCE)",
        "orders             | not a JSON object",
        "{                  | the JSON ends in the middle",
      })
  void refusesWhatIsNone(String line, String reason) {
    RecordReader reader = reader("1-1\n" + line + "\n");
    assertThat(reader.next()).isNotNull();
    assertThatThrownBy(reader::next)
        .isInstanceOf(Failure.BadInput.class)
        .hasMessage("line 2: " + reason);
  }
}
