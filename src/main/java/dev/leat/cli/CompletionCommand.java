package dev.leat.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Prints a completion script.
@Command(
    customSynopsis = "bash|zsh|fish",
    description = {
      "Prints a script that makes a shell complete leat's commands, options, and the names of"
          + " streams",
      "and sinks on the server in use."
    },
    footer = {
      "source <(leat completion bash)                                  # in ~/.bashrc",
      "leat completion zsh > \"${fpath[1]}/_leat\"",
      "leat completion fish > ~/.config/fish/completions/leat.fish"
    })
final class CompletionCommand implements Runnable {
  @Parameters(paramLabel = "SHELL")
  private Shell shell = Shell.BASH;

  @Mixin final CommonOptions common = new CommonOptions();

  private final Surroundings surroundings;

  CompletionCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    try (Lines out = new Lines(surroundings.out())) {
      out.line(shell.script(CompletionModel.of(surroundings)).stripTrailing());
    }
  }
}
