package dev.leat.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.core.Stop;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How command lines are read, as far as no server is needed: `add --dry-run` says what it read.
class CommandLineTest {
  private record Result(int code, String out, String err) {}

  private static Result run(String input, Map<String, String> environment, String... args) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int code =
        Main.run(
            args,
            new Surroundings(
                new ByteArrayInputStream(input.getBytes(UTF_8)),
                out,
                new Diagnostics(err),
                environment,
                Terminals.NONE,
                InstantSource.system(),
                new Stop()));
    return new Result(code, out.toString(UTF_8), err.toString(UTF_8));
  }

  private static Result run(String... args) {
    return run("", Map.of(), args);
  }

  @Test
  void theVersionIsThatOfTheBuild() {
    assertThat(run("--version").out()).matches("leat \\d+\\.\\d+\\.\\d+.*\\n");
    assertThat(run("-V")).isEqualTo(run("--version"));
    assertThat(run("tail", "-V")).isEqualTo(run("--version"));
    assertThat(run("-q", "--version")).isEqualTo(run("--version"));
  }

  @Test
  void helpThatWasAskedForIsOutput() {
    for (String[] args :
        new String[][] {{"--help"}, {"-h"}, {"sink", "-h"}, {"add", "--help"}, {"-h", "add"}}) {
      Result help = run(args);
      assertThat(help.code()).isZero();
      assertThat(help.out()).startsWith("Usage: leat ");
      assertThat(help.err()).isEmpty();
    }
    assertThat(run("-h", "sink", "read")).isEqualTo(run("sink", "read", "-h"));
  }

  @Test
  void helpThatWasNotAskedForIsAnError() {
    assertThat(run()).isEqualTo(new Result(2, "", run("--help").out()));
    assertThat(run("sink")).isEqualTo(new Result(2, "", run("sink", "--help").out()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "add --dry-run s a=1",
        "--dry-run add s a=1",
        "-u redis://h add --dry-run s a=1",
        "--url=redis://h --user x add --dry-run s a=1",
        "add -u redis://h s a=1 --dry-run",
        "add s a=1 --dry-run -u redis://h",
        "-u add add s a=1 --dry-run",
        "-v -v --debug add s a=1 --dry-run -vv"
      })
  void optionsStandBeforeOrAfterTheCommand(String line) {
    assertThat(run(line.split(" ")))
        .isEqualTo(new Result(0, "", "leat: 1 event would be added to stream \"s\"\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "tial                            | 'tial' is not a command",
        "sink foo                        | 'sink foo' is not a command",
        "tail                            | STREAM is missing",
        "tail s --nope                   | unknown option '--nope'",
        "--nope tail s                   | unknown option '--nope'",
        "tail s --fol                    | unknown option '--fol'",
        "tail s --password=secret        | unknown option '--password'",
        "-a secret tail s                | unknown option '-a'",
        "tail s -n                       | -n needs a value, N",
        "tail s -n x                     | -n: 'x' is not a number, 0 or more",
        "tail s -n -1                    | -n: '-1' is not a number, 0 or more",
        "tail s -c 0                     | --count: '0' is not a number, 1 or more",
        "tail s -o yaml                  | --output: 'yaml' is not one of json, text, raw, ids",
        "ls -o ids                       | --output: 'ids' is not one of json, text",
        "tail s --from noon              | --from: 'noon' is not a position",
        "tail s --since noon             | --since: 'noon' is not a time",
        "tail s --from start --since 1h  | --from, --after and --since exclude each other",
        "tail s --to end --until 1h      | --to and --until exclude each other",
        "tail s --where x                | 'x' is not a condition",
        "add s a=1 --ttl 5               | --ttl: '5' is not a duration",
        "add s a=1 --ttl 0               | --ttl: '0' is not longer than 0",
        "add s a=1 --ttl-fixed 0.1ms     | --ttl-fixed: '0.1ms' is not a duration",
        "add s a=1 --ttl-fixed 0.0001s   | --ttl-fixed: '0.0001s' is not longer than 0",
        "add s a=1 --max-age 0           | --max-age: '0' is not longer than 0",
        "trim s --max-age 0 --force      | --max-age: '0' is not longer than 0",
        "add s a=1 --linger 51ms         | --linger: 50ms at most",
        "add s a=1 --ttl 1s --ttl-fixed 1s | --ttl and --ttl-fixed exclude each other",
        "add s a=1 --exact               | --exact needs a rule, such as --max-len",
        "add s a=1 --file x              | a body and --file exclude each other",
        "add s --file /nowhere           | there is no file /nowhere",
        "add s a=1 --id 5 --id-from a    | --id and --id-from exclude each other",
        "add s a=1 --id x                | --id: 'x' is not an ID that can be asked for",
        "trim s                          | one of --max-len, --max-age and --before is needed",
        "trim s --max-len 1 --max-age 1h | one of --max-len, --max-age and --before is needed",
        "rm s 5                          | '5' is not an entry ID (MILLIS-SEQUENCE)",
        "ls a b                          | unexpected argument 'b'",
        "sink read only                  | STREAM is missing",
        "sink rm g s --consumer c --stale 1h | --consumer and --stale exclude each other",
        "completion tcsh                 | SHELL: 'tcsh' is not one of bash, zsh, fish",
        "-u http://h tail s              | bad URL: it does not start with",
        "-u redis://h:x tail s           | bad URL: 'h:x' is not a host and port",
        "-u redis://h --cacert f tail s  | --cacert, --cert, --key and --insecure need a server",
        "-u redis://h --timeout 0 tail s | --timeout: '0' is not longer than 0",
        "-u local: --timeout 0s tail s   | --timeout: '0s' is not longer than 0",
        "-u local: --user x tail s       | --user, --password-file and --askpass do not go with",
        "-u local: --cacert f tail s     | --cacert, --cert, --key and --insecure need a server",
        "local status --insecure         | --cacert, --cert, --key and --insecure need a server",
        "-u redis://h local start        | --url: a private server is local: or local:DIR"
      })
  void wrongUsageIsOneLineAndAHint(String line, String message) {
    Result result = run(line.split(" "));

    assertThat(result.err()).startsWith("leat: " + message);
    assertThat(result.err().lines().count()).isBetween(1L, 2L);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).doesNotContain("secret");
  }

  @Test
  void aFieldIsWhatWasTyped() {
    for (String field :
        new String[] {
          "a=@/etc/passwd", "a='x'", "a=\"x\"", "a=${env:HOME}", "a=x,y", "a=", "a==", "a=\\"
        }) {
      assertThat(run("add", "s", field, "--dry-run").code()).isZero();
    }
    assertThat(run("add", "s", "--dry-run", "--", "-a=1", "--type=2").code()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "add s a=1 --type --dry-run --dry-run",
        "add s a=1 --type=-x --dry-run",
        "add s a=1 --type - --dry-run",
        "add s a=1 --type x --type y --dry-run"
      })
  void anOptionTakesTheNextArgumentWhateverItLooksLike(String line) {
    assertThat(run(line.split(" ")).err()).contains("1 event would be added");
  }

  @Test
  void aBodyMeansThatStandardInputIsNotRead() {
    String notJson = "not JSON\n";

    assertThat(run(notJson, Map.of(), "add", "s", "a=1", "--dry-run").code()).isZero();
    assertThat(run(notJson, Map.of(), "add", "s", "--dry-run").code()).isEqualTo(3);
    assertThat(run(notJson, Map.of(), "add", "s", "-", "--dry-run").code()).isEqualTo(3);
  }

  @Test
  void aDryRunReadsAndChecksEverything() {
    assertThat(run("{\"a\":1}\n{\"a\":2}\n", Map.of(), "add", "s", "--dry-run").err())
        .isEqualTo("leat: 2 events would be added to stream \"s\"\n");
    assertThat(
            run("{\"a\":1}\nx\n{\"a\":2}\n", Map.of(), "add", "s", "--dry-run", "--skip-invalid"))
        .satisfies(
            result -> {
              assertThat(result.code()).isZero();
              assertThat(result.err())
                  .startsWith("leat: 2 events would be added to stream \"s\"\n")
                  .contains("leat: 1 line skipped, the first: line 2: ");
            });
  }

  @Test
  void aBugIsOneLineWithoutATrace() {
    Result plain = run("-u", "redis://h", "add", "s", "a=1", "--file", "\0");

    assertThat(plain.code()).isEqualTo(2);
    assertThat(plain.err().lines()).hasSizeLessThanOrEqualTo(2);
  }
}
