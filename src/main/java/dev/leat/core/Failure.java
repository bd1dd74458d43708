package dev.leat.core;

import org.jspecify.annotations.Nullable;

/// Everything that can go wrong and is not a bug, one class a documented exit code. The message is
/// one line that names the culprit; the hint, where there is one, is the next thing to try.
///
/// Neither ever holds a password.
public abstract sealed class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final @Nullable String hint;

  private Failure(String message, @Nullable String hint, @Nullable Throwable cause) {
    super(message, cause);
    this.hint = hint;
  }

  /// The next thing to try, or null.
  public final @Nullable String hint() {
    return hint;
  }

  /// Wrong usage or configuration.
  public static final class Usage extends Failure {
    private static final long serialVersionUID = 1L;

    public Usage(String message) {
      super(message, null, null);
    }

    public Usage(String message, @Nullable String hint) {
      super(message, hint, null);
    }
  }

  /// Input that cannot be taken; the message names its line.
  public static final class BadInput extends Failure {
    private static final long serialVersionUID = 1L;

    public BadInput(String message) {
      super(message, null, null);
    }

    public BadInput(String message, @Nullable String hint) {
      super(message, hint, null);
    }
  }

  /// No connection, no TLS or no authentication; or a read that got no answer. Nothing was written.
  public static final class Unreachable extends Failure {
    private static final long serialVersionUID = 1L;

    public Unreachable(String message, @Nullable String hint, @Nullable Throwable cause) {
      super(message, hint, cause);
    }
  }

  /// A write was sent and its reply did not come: it may have happened or not.
  public static final class OutcomeUnknown extends Failure {
    private static final long serialVersionUID = 1L;

    public OutcomeUnknown(String message, @Nullable String hint, @Nullable Throwable cause) {
      super(message, hint, cause);
    }
  }

  /// The server said no; the message is in its own words.
  public static final class Refused extends Failure {
    private static final long serialVersionUID = 1L;

    public Refused(String message, @Nullable String hint) {
      super(message, hint, null);
    }
  }

  /// Entries existed that this reader can no longer see: trimmed past its position, or the stream
  /// was recreated or has gone backwards.
  public static final class Gap extends Failure {
    private static final long serialVersionUID = 1L;

    public Gap(String message, @Nullable String hint) {
      super(message, hint, null);
    }
  }

  /// No such stream or sink.
  public static final class NotFound extends Failure {
    private static final long serialVersionUID = 1L;

    public NotFound(String message, @Nullable String hint) {
      super(message, hint, null);
    }
  }

  /// What was waited for did not come in time.
  public static final class TimedOut extends Failure {
    private static final long serialVersionUID = 1L;

    public TimedOut(String message) {
      super(message, null, null);
    }
  }

  /// The reader of standard output has left.
  public static final class OutputClosed extends Failure {
    private static final long serialVersionUID = 1L;

    public OutputClosed(Throwable cause) {
      super("standard output was closed", null, cause);
    }
  }

  /// Output could not be written, as on a full disk; the message says to what and why.
  public static final class OutputFailed extends Failure {
    private static final long serialVersionUID = 1L;

    public OutputFailed(String message, Throwable cause) {
      super(message, null, cause);
    }
  }
}
