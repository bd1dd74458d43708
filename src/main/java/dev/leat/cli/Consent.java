package dev.leat.cli;

import dev.leat.core.Failure;
import dev.leat.terminal.Prompt;
import java.util.List;

/// Whether something that cannot be undone is to be done.
final class Consent {
  private boolean yes;

  private boolean dryRun;

  void declare(Options all) {
    Options options = all.group("Before it is done:");
    options.flag("-y, --yes", "Do not ask; needed where nobody can be asked.", () -> yes = true);
    options.flag("--dry-run", "Say what would be done, and do nothing.", () -> dryRun = true);
  }

  /// Whether nothing is to be done but said.
  boolean dryRun() {
    return dryRun;
  }

  /// Asks on a terminal, after saying what will be done.
  ///
  /// @param plan what will be done, a line each, with the key and the server
  /// @return false when it is only to be said
  /// @throws Failure.Usage when the answer is no, or nobody can be asked
  boolean given(List<String> plan, Surroundings surroundings) {
    if (dryRun) {
      plan.forEach(line -> surroundings.diagnostics().say("would " + line));
      return false;
    }
    if (yes) {
      plan.forEach(surroundings.diagnostics()::detail);
      return true;
    }
    if (!surroundings.terminals().in() || !surroundings.terminals().err()) {
      throw new Failure.Usage(
          "nobody is here to ask whether to " + plan.getFirst(), "--yes does it unasked");
    }
    plan.forEach(line -> surroundings.diagnostics().say("about to " + line));
    if (!Prompt.confirm("Go on?", surroundings.stop())) {
      throw new Failure.Usage("nothing was done");
    }
    return true;
  }
}
