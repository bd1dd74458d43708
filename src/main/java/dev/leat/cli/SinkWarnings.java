package dev.leat.cli;

import dev.leat.core.AppendOptions;
import dev.leat.core.EntryId;
import dev.leat.core.Failure;
import dev.leat.core.Replies;
import dev.leat.core.StreamState;
import dev.leat.core.Unfinished;
import dev.leat.redis.Server;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Says when an add takes away what a sink of the stream is not done with: by retention, or because
/// sinks expire with their stream. Each is said once, and costs nothing where neither was asked
/// for.
final class SinkWarnings {
  private static final long INTERVAL = TimeUnit.SECONDS.toNanos(5);

  private final Server server;
  private final String stream;
  private final Diagnostics diagnostics;

  /// Whether there are sinks to look after, and nothing was said yet.
  private boolean watching;

  /// The oldest entry that a sink is not done with.
  private @Nullable EntryId needed;

  private long nextLook = System.nanoTime() + INTERVAL;

  /// Looks at the stream as it is before anything is added. Who may add but not look gets no
  /// warnings.
  SinkWarnings(Server server, String stream, AppendOptions options, Diagnostics diagnostics) {
    this.server = server;
    this.stream = stream;
    this.diagnostics = diagnostics;
    if (options.trims().isEmpty() && options.ttl() == null) {
      return;
    }
    try {
      begin(options);
    } catch (Failure.Refused | Failure.NotFound unseen) {
      giveUp(unseen);
    }
  }

  private void begin(AppendOptions options) {
    long sinks = state().map(StreamState::sinks).orElse(0L);
    if (sinks > 0 && options.ttl() != null) {
      diagnostics.warn("the sinks of stream \"" + stream + "\" (" + sinks + ") expire with it");
    }
    if (sinks > 0 && !options.trims().isEmpty()) {
      watching = true;
      needed =
          Unfinished.oldest(server.log(), server.sinks(), stream).map(Unfinished::id).orElse(null);
    }
  }

  /// Takes note of entries that were added.
  void added(List<EntryId> ids) {
    if (watching && needed == null && !ids.isEmpty()) {
      needed = ids.getFirst();
    }
    if (watching && System.nanoTime() - nextLook >= 0) {
      look();
    }
  }

  /// Compares the stream with what its sinks needed. That it cannot be seen is no failure: what was
  /// added is added.
  void look() {
    try {
      compare();
    } catch (Failure.Unreachable | Failure.Refused unseen) {
      giveUp(unseen);
    }
  }

  private void giveUp(Failure unseen) {
    watching = false;
    diagnostics.detail("no look at the stream's sinks: " + unseen.getMessage());
  }

  private void compare() {
    if (!watching || needed == null) {
      return;
    }
    nextLook = System.nanoTime() + INTERVAL;
    EntryId first = state().map(StreamState::first).orElse(EntryId.MAX);
    if (first.isAfter(needed)) {
      watching = false;
      diagnostics.warn(
          "stream \""
              + stream
              + "\" was trimmed past entry "
              + needed
              + ", which a sink has not finished");
    }
  }

  private Optional<StreamState> state() {
    return Replies.join(server.log().state(stream));
  }
}
