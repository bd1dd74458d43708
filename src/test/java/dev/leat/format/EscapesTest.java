package dev.leat.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EscapesTest {
  @Test
  void textThatIsHarmlessStaysAsItIs() {
    String text = "WRONGTYPE \"Operation\" \\ é € 😀 \u200d\ufeff";
    assertThat(Escapes.line(text)).isSameAs(text);
    assertThat(Escapes.block(text)).isSameAs(text);
    assertThat(Escapes.line(text.getBytes(UTF_8))).isEqualTo(text);
  }

  @Test
  void whatCouldActOnATerminalIsEscaped() {
    String text = "\u001b]0;x\u0007 \u0000\r\u007f\u009b\u202e\u2066\u200f\u061c\u2028\ud800";
    String safe =
        "\\u001b]0;x\\u0007 \\u0000\\u000d\\u007f\\u009b\\u202e\\u2066\\u200f\\u061c\\u2028\\ud800";
    assertThat(Escapes.line(text)).isEqualTo(safe);
    assertThat(Escapes.block(text)).isEqualTo(safe);
  }

  @Test
  void newlinesAndTabsStayInABlock() {
    assertThat(Escapes.line("a\n\tb")).isEqualTo("a\\n\\tb");
    assertThat(Escapes.block("a\n\tb\u0007")).isEqualTo("a\n\tb\\u0007");
  }

  @Test
  void bytesThatAreNotUtf8AreShown() {
    assertThat(Escapes.line("a\u00ff\u00c3\u00a9\u00e2\u0082\u001b".getBytes(ISO_8859_1)))
        .isEqualTo("a\\xffé\\xe2\\x82\\u001b");
  }
}
