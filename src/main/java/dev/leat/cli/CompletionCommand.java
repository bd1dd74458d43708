package dev.leat.cli;

/// Prints a completion script.
final class CompletionCommand implements Command {
  private Shell shell = Shell.BASH;

  private final Surroundings surroundings;

  CompletionCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void declare(Options options) {
    options.usage("bash|zsh|fish");
    options.about(
        "Prints a script that makes a shell complete leat's commands, options, and the names of"
            + " streams",
        "and sinks on the server in use.");
    options.examples(
        "source <(leat completion bash)                                  # in ~/.bashrc",
        "leat completion zsh > \"${fpath[1]}/_leat\"",
        "leat completion fish > ~/.config/fish/completions/leat.fish");
    options.choice("SHELL", Shell.values(), choice -> shell = choice);
  }

  @Override
  public void run() {
    try (Lines out = new Lines(surroundings.out())) {
      out.line(shell.script(CompletionModel.of(surroundings)).stripTrailing());
    }
  }
}
