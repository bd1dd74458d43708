package dev.leat.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.core.Failure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
  @ParameterizedTest
  @CsvSource({
    "redis://localhost, localhost:6379",
    "redis://localhost/, localhost:6379",
    "redis://localhost:7000/3, localhost:7000/3",
    "redis://ann:canary@localhost, localhost:6379",
    "redis://:canary@127.0.0.1:1, 127.0.0.1:1",
    "redis://:can@ry@127.0.0.1:1, 127.0.0.1:1",
    "redis://[::1]:7000, [::1]:7000",
    "rediss://:canary@example.org:6380, example.org:6380",
    "'redis-sentinel://:canary@a,b:7/2#main', 'a:26379,b:7/2#main'",
  })
  void isShownWithoutSecrets(String url, String shown) {
    Endpoint endpoint = Endpoint.parse(url);

    assertThat(endpoint.display()).isEqualTo(shown);
    assertThat(endpoint).hasToString(shown);
  }

  @Test
  void takesLoginsApart() {
    Endpoint endpoint = Endpoint.parse("redis://a%40nn:p%3Aw+%C3%A9@h");

    assertThat(endpoint.user()).isEqualTo("a@nn");
    assertThat(new String(endpoint.password().chars())).isEqualTo("p:w+é");
    assertThat(endpoint.password()).hasToString("***");
    assertThat(Endpoint.parse("redis://:pw@h").user()).isNull();
    assertThat(Endpoint.parse("redis://h").password()).isNull();
    assertThat(Endpoint.parse("rediss://h").tls()).isTrue();
    assertThat(Endpoint.parse("redis-sentinel://a,b:7#m").hosts())
        .isEqualTo(List.of(new Endpoint.Host("a", 26379), new Endpoint.Host("b", 7)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost:6379",
        "http://:canary@localhost",
        "redis://:canary@",
        "redis://:canary@local host",
        "redis://:canary@localhost:port",
        "redis://:canary@localhost:99999",
        "redis://:canary@localhost/db",
        "redis://:canary@localhost/1?x=y",
        "redis://:canary%zz@localhost",
        "redis://:canary@a,b",
        "redis-sentinel://:canary@a",
        "redis-sentinel://:canary@a#",
      })
  void aBadUrlIsAUsageErrorThatKeepsThePassword(String url) {
    assertThatThrownBy(() -> Endpoint.parse(url))
        .isInstanceOf(Failure.Usage.class)
        .hasMessageStartingWith("bad URL: ")
        .hasMessageNotContaining("canary");
  }
}
