package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.cli.Leat.Result;
import dev.leat.testing.Proxy;
import dev.leat.testing.RedisServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Failures that have to do with the server and the way to it: each with its code and one line that
/// names the culprit, never a password. The other codes are in the tests of the commands.
class ExitCodesIT {
  private static final String SECRET = "canary-7f3a";

  private final RedisServer server = RedisServer.shared();

  private static void isOneLine(Result result, int code, String... parts) {
    assertThat(result.code()).isEqualTo(code);
    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines().toList()).hasSizeBetween(1, 2);
    assertThat(result.err()).startsWith("leat: ").contains(parts).doesNotContain(SECRET);
  }

  @Test
  void anUnreachableServerIsCode4() {
    for (String[] command : new String[][] {{"add", "s", "a=1"}, {"tail", "s"}, {"ls"}}) {
      Result result = Leat.at("redis://:" + SECRET + "@127.0.0.1:1").run(command);
      isOneLine(result, 4, "127.0.0.1:1", "-u local:");
    }
  }

  @Test
  void wrongCredentialsAreCode4(@TempDir Path dir) throws Exception {
    try (RedisServer locked = RedisServer.start("requirepass right-7f3a")) {
      Leat leat = Leat.at(locked.url());
      isOneLine(leat.run("ls"), 4, "127.0.0.1");
      isOneLine(leat.with("LEAT_PASSWORD", SECRET).run("ls"), 4, "127.0.0.1");
      Result traced = leat.with("REDISCLI_AUTH", SECRET).run("--debug", "ls");
      assertThat(traced.code()).isEqualTo(4);
      assertThat(traced.err()).contains("\tat dev.leat.").doesNotContain(SECRET);
      assertThat(leat.with("LEAT_PASSWORD", "right-7f3a").run("ls").code()).isZero();
      assertThat(leat.with("REDISCLI_AUTH", "right-7f3a").run("ls").code()).isZero();

      Path file = Files.writeString(dir.resolve("password"), "right-7f3a\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
      isOneLine(
          leat.run("ls", "--password-file", file.toString()), 2, "can be read by others", "chmod");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      // An option comes before the environment.
      assertThat(
              leat.with("LEAT_PASSWORD", SECRET)
                  .run("ls", "--password-file", file.toString())
                  .code())
          .isZero();
      isOneLine(leat.run("ls", "--askpass"), 2, "no terminal");
    }
  }

  @Test
  void aLostReplyIsCode5() {
    try (Proxy proxy = new Proxy(server.port())) {
      String stream = RedisServer.key("lost");
      proxy.onRequest(stream, Proxy.Fault.LOSE_REPLY);

      Result result = Leat.at(proxy.url()).feed("{\"a\":1}\n{\"a\":2}\n", "add", stream);

      isOneLine(result, 5, "line 1");
    }
  }

  @Test
  void aServerThatSaysNoIsCode6() {
    String string = RedisServer.key("string");
    server.execute("SET", string, "x");
    Leat leat = Leat.at(server.url());

    isOneLine(leat.run("add", string, "a=1"), 6, "WRONGTYPE");
    isOneLine(leat.run("tail", string), 6, "WRONGTYPE");
    isOneLine(leat.feed("{\"a\":1}\n", "add", string), 6, "line 1", "WRONGTYPE");
  }

  @Test
  void badInputIsCode3() {
    isOneLine(Leat.at(server.url()).feed("nope\n", "add", RedisServer.key("bad")), 3, "line 1");
  }

  @Test
  void controlCharactersReachNoTerminal() {
    Result result = Leat.at(server.url()).run("tail", "x\033]0;y\007");

    isOneLine(result, 9, "\\u001b]0;y\\u0007");
  }
}
