package dev.leat.cli;

import dev.leat.terminal.StandardStream;

/// Which of this process's standard streams are terminals.
final class ProcessTerminals implements Terminals {
  @Override
  public boolean in() {
    return StandardStream.IN.isTerminal();
  }

  @Override
  public boolean out() {
    return StandardStream.OUT.isTerminal();
  }

  @Override
  public boolean err() {
    return StandardStream.ERR.isTerminal();
  }
}
