package dev.leat.core;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Tells whether a stream has lost entries that a reader had not seen yet: XREAD and XRANGE stay
/// silent about it.
final class Gaps {
  private Gaps() {}

  /// A gap.
  ///
  /// @param certain false when the entries that are gone may have been read: nobody counted them
  /// @param lost by how many entries the reader's count has to move on, when that is known
  /// @param restart where to start again, because the IDs that follow are no longer greater than
  ///   those read; null to go on after what was read
  record Gap(
      String message, boolean certain, OptionalLong lost, StreamCursor.@Nullable Anchor restart) {
    Failure asFailure() {
      return new Failure.Gap(message, "--allow-gap warns and goes on");
    }
  }

  /// Compares what was read with what the stream says of itself.
  ///
  /// The server keeps two counts from which the loss follows: how many entries were ever added, and
  /// how many there are. Where the count at the reader's position is not known (the reader starts
  /// from an ID, or the server is older than 7.0), a stream that was trimmed past the position is
  /// an uncertain gap: nobody can show the contrary.
  ///
  /// @param anchor how far reading came
  /// @param since the IDs read after that, oldest first
  static Optional<Gap> between(StreamCursor.Anchor anchor, List<EntryId> since, StreamState state) {
    EntryId reached = since.isEmpty() ? anchor.id() : since.getLast();
    if (state.last().isBefore(reached)) {
      String what = "gone backwards: its last ID is " + state.last() + ", reading came to ";
      return Optional.of(again(state, what + reached));
    }
    boolean counted = state.added().isPresent() && anchor.added().isPresent();
    EntryId first = state.first();
    if (first != null && !first.isAfter(anchor.id())) {
      boolean fewer =
          counted && state.added().getAsLong() < anchor.added().getAsLong() + since.size();
      return fewer ? Optional.of(recreated(anchor, state)) : Optional.empty();
    }
    if (counted) {
      long seen = since.stream().filter(id -> first == null || id.isBefore(first)).count();
      long lost = removed(state).getAsLong() - anchor.added().getAsLong() - seen;
      // All that was read is gone, so fewer gone than read means that this is another stream.
      String what = lost < 0 ? recreatedSince(anchor) : trimmedAfter(anchor);
      return lost == 0
          ? Optional.empty()
          : Optional.of(new Gap(message(state, what), true, OptionalLong.of(lost), null));
    }
    if (!anchor.held()) {
      return Optional.empty();
    }
    boolean nothingEverLeft = removed(state).equals(OptionalLong.of(0));
    boolean nothingCame = first == null && state.last().equals(reached);
    return nothingEverLeft || nothingCame
        ? Optional.empty()
        : Optional.of(
            new Gap(message(state, trimmedAfter(anchor)), false, OptionalLong.empty(), null));
  }

  /// The stream was deleted and made again.
  static Gap recreated(StreamCursor.Anchor anchor, StreamState state) {
    return again(state, recreatedSince(anchor));
  }

  private static Gap again(StreamState state, String what) {
    return new Gap(message(state, what), true, OptionalLong.empty(), beginning(state));
  }

  private static String recreatedSince(StreamCursor.Anchor anchor) {
    return "deleted and recreated since " + anchor.id();
  }

  private static String trimmedAfter(StreamCursor.Anchor anchor) {
    return "entries after " + anchor.id() + " were trimmed before they were read";
  }

  private static String message(StreamState state, String what) {
    return "stream \""
        + state.stream()
        + "\": "
        + what
        + (state.first() == null ? "; nothing is left" : "; the first left is " + state.first());
  }

  /// How many entries a stream once had and has no more.
  private static OptionalLong removed(StreamState state) {
    return state.added().isPresent()
        ? OptionalLong.of(state.added().getAsLong() - state.length())
        : OptionalLong.empty();
  }

  /// Just before the first entry of a stream.
  private static StreamCursor.Anchor beginning(StreamState state) {
    EntryId first = state.first();
    return first == null
        ? new StreamCursor.Anchor(state.last(), false, state.added())
        : new StreamCursor.Anchor(first.previous(), false, removed(state));
  }
}
