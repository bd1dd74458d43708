package dev.leat.cli;

import dev.leat.core.Failure;

/// What the process says to whoever started it; the one mapping of failures to codes.
enum ExitCode {
  DONE(0),
  /// A bug.
  INTERNAL(1),
  /// Usage or configuration.
  USAGE(2),
  BAD_INPUT(3),
  UNREACHABLE(4),
  OUTCOME_UNKNOWN(5),
  REFUSED(6),
  GAP(7),
  NOT_FOUND(9),
  TIMED_OUT(124),
  OUTPUT_CLOSED(141);

  /// The code after a signal is this and the signal's number.
  static final int SIGNAL = 128;

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static ExitCode of(Failure failure) {
    return switch (failure) {
      case Failure.Usage usage -> USAGE;
      case Failure.BadInput input -> BAD_INPUT;
      case Failure.Unreachable unreachable -> UNREACHABLE;
      case Failure.OutcomeUnknown unknown -> OUTCOME_UNKNOWN;
      case Failure.Refused refused -> REFUSED;
      case Failure.Gap gap -> GAP;
      case Failure.NotFound missing -> NOT_FOUND;
      case Failure.TimedOut late -> TIMED_OUT;
      case Failure.OutputClosed closed -> OUTPUT_CLOSED;
      // A full disk is neither a bug nor the server's doing: something around leat has to be set
      // right.
      case Failure.OutputFailed failed -> USAGE;
    };
  }
}
