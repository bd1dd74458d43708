package dev.leat.core;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Tells whether a stream has lost entries that a reader had not seen yet: XREAD and XRANGE stay
/// silent about it.
final class Gaps {
  private Gaps() {}

  /// A gap.
  ///
  /// @param resume where what is left starts
  record Gap(String message, StreamCursor.Anchor resume) {
    Failure asFailure() {
      return new Failure.Gap(message, "--allow-gap warns and goes on");
    }
  }

  /// Compares what was read with what the stream says of itself.
  ///
  /// The server keeps two counts from which the loss follows: how many entries were ever added, and
  /// how many there are. Where the count at the reader's position is not known (the reader starts
  /// from an ID, or the server is older than 7.0), a stream that was trimmed past the position
  /// counts as a gap, because nobody can show the contrary.
  ///
  /// @param anchor how far reading came
  /// @param since the IDs read after that, oldest first
  static Optional<Gap> between(StreamCursor.Anchor anchor, List<EntryId> since, StreamState state) {
    EntryId reached = since.isEmpty() ? anchor.id() : since.getLast();
    String name = "stream \"" + state.stream() + "\": ";
    if (state.last().isBefore(reached)) {
      return Optional.of(
          new Gap(
              name
                  + "gone backwards: its last ID is "
                  + state.last()
                  + ", reading came to "
                  + reached
                  + firstLeft(state),
              beginning(state)));
    }
    OptionalLong added = state.added();
    boolean counted = added.isPresent() && anchor.added().isPresent();
    if (counted && added.getAsLong() < anchor.added().getAsLong()) {
      return Optional.of(recreated(anchor, state));
    }
    EntryId first = state.first();
    if (first != null && !first.isAfter(anchor.id())) {
      return Optional.empty();
    }
    if (counted) {
      long seen = since.stream().filter(id -> first == null || id.isBefore(first)).count();
      long lost = added.getAsLong() - state.length() - anchor.added().getAsLong() - seen;
      return lost > 0 ? Optional.of(trimmed(anchor, state)) : Optional.empty();
    }
    boolean nothingEverLeft = added.isPresent() && added.getAsLong() == state.length();
    boolean nothingCame = first == null && state.last().equals(reached);
    return nothingEverLeft || nothingCame ? Optional.empty() : Optional.of(trimmed(anchor, state));
  }

  /// The stream was deleted and made again.
  static Gap recreated(StreamCursor.Anchor anchor, StreamState state) {
    return new Gap(
        "stream \""
            + state.stream()
            + "\": deleted and recreated since "
            + anchor.id()
            + firstLeft(state),
        beginning(state));
  }

  private static Gap trimmed(StreamCursor.Anchor anchor, StreamState state) {
    return new Gap(
        "stream \""
            + state.stream()
            + "\": entries after "
            + anchor.id()
            + " were trimmed before they were read"
            + firstLeft(state),
        beginning(state));
  }

  private static String firstLeft(StreamState state) {
    return state.first() == null ? "; nothing is left" : "; the first left is " + state.first();
  }

  /// Just before the first entry of a stream.
  static StreamCursor.Anchor beginning(StreamState state) {
    EntryId before = state.first() == null ? state.last() : state.first().previous();
    return new StreamCursor.Anchor(
        before,
        false,
        state.added().isPresent()
            ? OptionalLong.of(state.added().getAsLong() - state.length())
            : OptionalLong.empty());
  }
}
