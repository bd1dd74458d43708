package dev.leat.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.core.Stop;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The completion scripts, and that commands take what the help and the scripts say.
class CompletionTest {
  private record Result(int code, String out, String err) {}

  private static Surroundings surroundings(ByteArrayOutputStream out, ByteArrayOutputStream err) {
    return new Surroundings(
        InputStream.nullInputStream(),
        out,
        new Diagnostics(err),
        Map.of(),
        Terminals.NONE,
        InstantSource.system(),
        new Stop());
  }

  private static Result run(List<String> args) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int code = Main.run(args.toArray(String[]::new), surroundings(out, err));
    return new Result(code, out.toString(UTF_8), err.toString(UTF_8));
  }

  @ParameterizedTest
  @CsvSource({"bash, leat.bash", "zsh, _leat", "fish, leat.fish"})
  void theCommittedScriptsAreWhatTheCommandPrints(String shell, String file) throws Exception {
    assertThat(Path.of("completions", file))
        .as("leat completion %s > completions/%s", shell, file)
        .hasContent(run(List.of("completion", shell)).out());
  }

  @ParameterizedTest
  @EnumSource(CommandName.class)
  void aCommandTakesEveryOptionOfItsHelp(CommandName name) {
    if (!name.visible()) {
      return;
    }
    var model =
        CompletionModel.of(surroundings(new ByteArrayOutputStream(), new ByteArrayOutputStream()));
    CompletionModel.Command command =
        model.commands().stream()
            .filter(one -> one.words().equals(name.words()))
            .findFirst()
            .orElseThrow();
    Result help = run(words(name, "--help"));
    String everywhere = run(List.of("--help")).out();
    for (CompletionModel.Option option : command.options()) {
      for (String flag : option.names()) {
        assertThat(help.out() + everywhere).contains(flag);
        List<String> args = words(name, flag);
        if (!(option.value() instanceof CompletionModel.None)) {
          args.add(value(flag, option.value()));
        }
        args.add("--help");
        assertThat(run(args)).as("%s", args).isIn(help, run(List.of("--version")));
      }
    }
  }

  private static List<String> words(CommandName name, String last) {
    List<String> words = new ArrayList<>(List.of(name.words().split(" ")));
    words.add(last);
    return words;
  }

  private static String value(String flag, CompletionModel.Value value) {
    if (value instanceof CompletionModel.Words choice) {
      return choice.words().getLast();
    }
    return switch (flag) {
      case "--since", "--until", "--ttl", "--ttl-fixed", "--linger", "--max-age" -> "1s";
      case "--wait", "--grace", "--stale", "--timeout" -> "1s";
      case "--from", "--after", "--to", "--before" -> "5-0";
      default -> "1";
    };
  }

  @Test
  void nothingThatDoesNotWorkYetIsInTheHelp() {
    String all = run(List.of("--help")).out();
    for (CommandName name : CommandName.values()) {
      all += name.visible() ? run(words(name, "--help")).out() : "";
    }
    assertThat(all)
        .doesNotContain("--max-deliveries", "--dead-letter", "--wire", "--producer", "--profile")
        .doesNotContain("--waitaof", "__complete");
  }

  /// Completes command lines in a real bash, with a stand-in for the leat that knows names.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "leat s                                | sink",
        "leat sink r                           | read rm",
        "leat tail --fr                        | --from",
        "leat ls -o t                          | text",
        "leat tail -o i                        | ids",
        "leat tail --output=j                  | json",
        "leat -u x tail --color n              | never",
        "leat add s --input r                  | record",
        "leat completion f                     | fish",
        "$L tail o                             | orders orders:eu orders:us other",
        "$L -u redis://h:1 tail -n 5 orders:e  | eu",
        "$L sink read b                        | billing",
        "$L sink read billing orders:u         | us",
        "leat tail -- --fr                     | ''"
      })
  void bashCompletes(String line, String expected, @TempDir Path dir) throws Exception {
    Path leat = dir.resolve("leat");
    Files.writeString(
        leat,
        """
        #!/bin/sh
        for last; do :; done
        case "$*" in
          *'__complete streams -- '*) printf '%s\\n' orders orders:eu orders:us other ;;
          *'__complete sinks -- '*) printf '%s\\n' billing audit ;;
        esac | grep "^$last"
        """);
    assertThat(leat.toFile().setExecutable(true)).isTrue();
    String typed = line.replace("$L", leat.toString());
    Process bash =
        new ProcessBuilder(
                "bash",
                "-c",
                "source completions/leat.bash; COMP_LINE=$1 COMP_POINT=${#1}; _leat; echo"
                    + " \"${COMPREPLY[*]}\"",
                "bash",
                typed)
            .redirectErrorStream(true)
            .start();

    assertThat(new String(bash.getInputStream().readAllBytes(), UTF_8).strip()).isEqualTo(expected);
    assertThat(bash.waitFor()).isZero();
  }
}
