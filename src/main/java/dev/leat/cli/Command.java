package dev.leat.cli;

/// Something that leat does: it says what it takes, is given that, and runs.
///
/// A command throws [dev.leat.core.Failure] when it cannot do what was asked; who prints that and
/// picks the exit code is [Main].
interface Command extends Runnable {
  /// Says what the command takes, apart from [CommonOptions], and what its help tells.
  void declare(Options options);
}
