package dev.leat.format;

import dev.leat.core.Failure;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Reads events from a stream of bytes, one a line, in memory that does not grow with the input: a
/// line longer than the limit is refused without being held.
///
/// For one thread.
public final class EventSource {
  public EventSource(InputStream in, InputOptions options) {
    throw new UnsupportedOperationException();
  }

  /// The next event, or null at the end of the input. Waits for the input where it has to.
  ///
  /// @throws Failure.BadInput when a line cannot be taken (unless such lines are skipped) or the
  ///     input cannot be read; the message names the line and, where there is one, the byte offset
  ///     in it, from 0
  public @Nullable SourcedEvent next() {
    throw new UnsupportedOperationException();
  }

  /// Whether [#next] has something to work on: it returns without waiting for the input, unless the
  /// input stops in the middle of a line.
  public boolean ready() {
    throw new UnsupportedOperationException();
  }

  /// How many lines could not be taken and were passed over.
  public long skipped() {
    throw new UnsupportedOperationException();
  }

  /// What was wrong with the first line that was passed over, in the words of [#next]'s failure; null
  /// when none was.
  public @Nullable String firstSkipped() {
    throw new UnsupportedOperationException();
  }
}
