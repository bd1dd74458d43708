package dev.leat.cli;

import dev.leat.core.Stop;
import sun.misc.Signal;

/// SIGINT and SIGTERM: the first asks the command to finish in order, a second leaves at once.
///
/// The JDK has no other way to hear of a signal and go on: a shutdown hook runs when it is too late
/// to choose the exit code.
final class Signals {
  private final Stop stop;
  private volatile int received;

  private Signals(Stop stop) {
    this.stop = stop;
  }

  /// Listens from now on, for the rest of the process's life.
  static Signals listen(Stop stop) {
    Signals signals = new Signals(stop);
    Signal.handle(new Signal("INT"), signals::handle);
    Signal.handle(new Signal("TERM"), signals::handle);
    return signals;
  }

  private void handle(Signal signal) {
    if (received != 0) {
      Runtime.getRuntime().halt(ExitCode.SIGNAL + signal.getNumber());
    }
    received = signal.getNumber();
    stop.request();
  }

  /// The exit code of a command that ended with `code`: that of the signal, unless the command
  /// failed for a reason of its own.
  int exitCode(int code) {
    return received != 0 && code == ExitCode.DONE.code() ? ExitCode.SIGNAL + received : code;
  }
}
