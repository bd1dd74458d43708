package dev.leat.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.core.Draft;
import dev.leat.core.Event;
import dev.leat.core.Failure;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentEventsTest {
  private static List<Draft> parse(String... arguments) {
    return ArgumentEvents.parse(List.of(arguments), NullPolicy.KEEP, null);
  }

  @Test
  void fieldsMakeOneEvent() {
    assertThat(parse("b=1", "a=x=y", "b=", "c={\"d\":1}", "é=😀", "d=a\nb"))
        .containsExactly(
            Draft.of(
                Event.of("b", "1", "a", "x=y", "b", "", "c", "{\"d\":1}", "é", "😀", "d", "a\nb")));
  }

  @Test
  void eachObjectMakesAnEvent() {
    assertThat(parse("{\"a\":1}", " {\"b\":\n2.50}"))
        .containsExactly(Draft.of(Event.of("a", "1")), Draft.of(Event.of("b", "2.50")));
    assertThat(ArgumentEvents.parse(List.of("{\"a\":null,\"b\":1}"), NullPolicy.SKIP, null))
        .containsExactly(Draft.of(Event.of("b", "1")));
  }

  @Test
  void anIdCanComeFromAField() {
    assertThat(ArgumentEvents.parse(List.of("at=6-1"), NullPolicy.KEEP, "at"))
        .containsExactly(new Draft("6-1", Event.of("at", "6-1")));
    assertThatThrownBy(() -> ArgumentEvents.parse(List.of("a=1"), NullPolicy.KEEP, "at"))
        .isInstanceOf(Failure.BadInput.class)
        .hasMessage("no field \"at\" to take the ID from");
    assertThatThrownBy(
            () ->
                ArgumentEvents.parse(
                    List.of("{\"at\":1}", "{\"at\":\"x\"}"), NullPolicy.KEEP, "at"))
        .isInstanceOf(Failure.BadInput.class)
        .hasMessageStartingWith("event 2: 'x' in field \"at\" is not an ID");
  }

  @Test
  void noArgumentsMakeNoEvent() {
    assertThat(parse()).isEmpty();
  }

  @Test
  void whatIsNoFieldIsWrongUsage() {
    assertThatThrownBy(() -> parse("a=1", "b\u001b"))
        .isInstanceOf(Failure.Usage.class)
        .hasMessage("'b\\u001b' is not a field")
        .extracting(e -> ((Failure) e).hint())
        .isEqualTo("FIELD=VALUE, or a JSON object");
    assertThatThrownBy(() -> parse("=1"))
        .isInstanceOf(Failure.Usage.class)
        .hasMessage("'=1' has no field name before '='");
  }

  @Test
  void fieldsAndObjectsDoNotMix() {
    assertThatThrownBy(() -> parse("a=1", "{\"b\":2}"))
        .isInstanceOf(Failure.Usage.class)
        .hasMessage("'{\"b\":2}': fields and JSON objects do not mix");
    assertThatThrownBy(() -> parse("{\"b\":2}", "a=1"))
        .isInstanceOf(Failure.Usage.class)
        .hasMessage("'a=1': fields and JSON objects do not mix");
  }

  @Test
  void aBrokenObjectIsBadInput() {
    assertThatThrownBy(() -> parse("{\"a\":1}", "{\"b\":}"))
        .isInstanceOf(Failure.BadInput.class)
        .hasMessage("event 2: not JSON: unexpected '}': expected a value (byte offset 5)");
  }

  @Test
  void textThatHasNoUtf8IsBadInput() {
    assertThatThrownBy(() -> parse("a=\ud800"))
        .isInstanceOf(Failure.BadInput.class)
        .hasMessage("'a=\\ud800': not UTF-8");
  }
}
