package dev.leat.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FiltersTest {
  private static final Event CREATED =
      Event.of("type", "created", "topic", "eu.orders", "id", "42", "tag", "a", "tag", "b");

  @ParameterizedTest
  @CsvSource({
    "id=42, true",
    "id=4, false",
    "id=, false",
    "id!=42, false",
    "id!=43, true",
    "missing!=x, true",
    "missing=x, false",
    "missing=, false",
    "missing~, false",
    "id~4, true",
    "id~^4$, false",
    "id~^\\d+$, true",
    "tag=a, true",
    "tag=b, true",
    "tag!=b, false",
    "tag!=c, true",
    "tag~[bc], true",
    "ID=42, false"
  })
  void where(String condition, boolean accepted) {
    assertThat(Filters.where(condition).accepts(CREATED)).isEqualTo(accepted);
  }

  @Test
  void theFirstOperatorCounts() {
    assertThat(Filters.where("a=b~c").accepts(Event.of("a", "b~c"))).isTrue();
    assertThat(Filters.where("a=b!=c").accepts(Event.of("a", "b!=c"))).isTrue();
    assertThat(Filters.where("a~b=c").accepts(Event.of("a", "xb=cx"))).isTrue();
    assertThat(Filters.where("a!b=c").accepts(Event.of("a!b", "c"))).isTrue();
    assertThat(Filters.where("a=").accepts(Event.of("a", ""))).isTrue();
    assertThat(Filters.where("a!=").accepts(Event.of("a", ""))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "=", "~", "=x", "~x", "a!b"})
  void refusesWhatIsNoCondition(String condition) {
    assertThatThrownBy(() -> Filters.where(condition))
        .isInstanceOf(Failure.Usage.class)
        .hasMessage("'" + condition + "' is not a condition");
  }

  @Test
  void refusesABadRegex() {
    assertThatThrownBy(() -> Filters.where("a~("))
        .isInstanceOf(Failure.Usage.class)
        .hasMessageStartingWith("'(' is not a regular expression: ");
    assertThatThrownBy(() -> Filters.grep("[")).isInstanceOf(Failure.Usage.class);
    assertThatThrownBy(() -> Filters.topicRegex("*")).isInstanceOf(Failure.Usage.class);
  }

  @Test
  void typesAndTopics() {
    assertThat(Filters.types(List.of("deleted", "created")).accepts(CREATED)).isTrue();
    assertThat(Filters.types(List.of("create")).accepts(CREATED)).isFalse();
    assertThat(Filters.types(List.of("created")).accepts(Event.of("x", "created"))).isFalse();
    assertThat(Filters.topicGlob("eu.*").accepts(CREATED)).isTrue();
    assertThat(Filters.topicGlob("eu").accepts(CREATED)).isFalse();
    assertThat(Filters.topicRegex("orders$").accepts(CREATED)).isTrue();
    assertThat(Filters.topicRegex("^orders").accepts(CREATED)).isFalse();
  }

  @Test
  void grepLooksAtValuesAlone() {
    assertThat(Filters.grep("reat").accepts(CREATED)).isTrue();
    assertThat(Filters.grep("topic").accepts(CREATED)).isFalse();
    assertThat(Filters.grep("^b$").accepts(CREATED)).isTrue();
  }

  @Test
  void badBytesAreReplacedNotRefused() {
    Event event = Event.of(new byte[] {'k'}, new byte[] {'a', (byte) 0xff, 'b'});
    assertThat(Filters.where("k~a.b").accepts(event)).isTrue();
    assertThat(Filters.where("k=ab").accepts(event)).isFalse();
  }

  @Test
  void allMustHold() {
    Filter both = Filters.where("id=42").and(Filters.where("tag=c"));
    assertThat(both.accepts(CREATED)).isFalse();
    assertThat(Filter.ALL.and(Filters.where("id=42")).accepts(CREATED)).isTrue();
  }
}
