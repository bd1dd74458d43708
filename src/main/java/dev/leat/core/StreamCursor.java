package dev.leat.core;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Where a [LogReader] is in one stream, with the page in hand and the one under way.
///
/// A page is asked for from the last entry read, that entry included: as long as the server still
/// has it, nothing after it was trimmed, because trimming starts at the old end. So every page
/// proves in one atomic step that it leaves no gap.
final class StreamCursor {
  final String stream;

  /// Where the stream stands among those read together; breaks ties between equal IDs.
  final int order;

  /// Whether the stream was taken in by a glob: then it may come and go.
  final boolean byGlob;

  /// Nothing after this ID is wanted.
  EntryId upper = EntryId.MAX;

  /// Whether the stream was there when last looked at.
  boolean exists;

  /// Whether the stream held what this cursor has read and then was no longer there.
  boolean vanished;

  /// Whether the stream gave nothing since it was last compared.
  boolean quiet = true;

  private EntryId read = EntryId.ZERO;
  private boolean anchored;
  private OptionalLong added = OptionalLong.empty();

  /// An ID ahead at which the count of added entries is known.
  private @Nullable Milestone ahead;

  private final ArrayDeque<Entry> held = new ArrayDeque<>();
  private @Nullable Page next;
  private boolean exhausted;

  private record Milestone(EntryId id, OptionalLong added) {}

  /// A page under way.
  private record Page(
      CompletableFuture<List<Entry>> reply, EntryId from, boolean anchored, int count) {}

  StreamCursor(String stream, int order, boolean byGlob) {
    this.stream = stream;
    this.order = order;
    this.byGlob = byGlob;
  }

  /// The last ID that was handed on, or up to which nothing is wanted.
  EntryId read() {
    return read;
  }

  Anchor anchor() {
    return new Anchor(read, anchored, added);
  }

  /// How far reading came, as later checks need it.
  ///
  /// @param held whether the stream gave an entry this ID
  /// @param added how many entries had ever been added up to and with `id`, when known: tells
  ///   whether what is gone had been read
  record Anchor(EntryId id, boolean held, OptionalLong added) {
    /// Whether the stream can show that nothing after this was lost, or that something was.
    boolean comparable() {
      return held || added.isPresent();
    }
  }

  /// Goes on after an ID, with nothing in hand.
  void moveTo(Anchor anchor) {
    held.clear();
    forgetRequests();
    read = anchor.id();
    anchored = anchor.held();
    added = anchor.added();
    ahead = null;
  }

  /// Learns the server's count of entries ever added, which holds for the stream's last ID: for
  /// `read`, or for when reading comes there.
  void learn(StreamState state) {
    if (state.last().equals(read)) {
      added = state.added();
    } else if (state.last().isAfter(read)) {
      ahead = new Milestone(state.last(), state.added());
    }
  }

  /// Leaves out what comes before an ID and that itself.
  void skipTo(EntryId id) {
    read = id;
    anchored = false;
    added = OptionalLong.empty();
  }

  /// Goes on after a gap, which is reported once: the next page need not prove that there is none.
  void goOnAfter(Gaps.Gap gap) {
    Anchor restart = gap.restart();
    if (restart != null) {
      moveTo(restart);
      return;
    }
    anchored = false;
    added =
        added.isPresent() && gap.lost().isPresent()
            ? OptionalLong.of(added.getAsLong() + gap.lost().getAsLong())
            : OptionalLong.empty();
  }

  boolean finished() {
    return read.compareTo(upper) >= 0;
  }

  /// Wants nothing more.
  void finish() {
    upper = read;
  }

  @Nullable Entry head() {
    return held.peek();
  }

  /// The IDs in hand that were not handed on, oldest first.
  List<EntryId> inHand() {
    return held.stream().map(Entry::id).toList();
  }

  Entry take() {
    Entry entry = held.remove();
    passed(entry.id());
    return entry;
  }

  void passed(EntryId id) {
    read = id;
    anchored = true;
    if (added.isPresent()) {
      added = OptionalLong.of(added.getAsLong() + 1);
    }
    if (ahead != null && !id.isBefore(ahead.id())) {
      added = id.equals(ahead.id()) ? ahead.added() : added;
      ahead = null;
    }
  }

  /// Forgets a page under way, after a lost connection, and that there was no more.
  void forgetRequests() {
    next = null;
    exhausted = false;
  }

  /// Asks for the page after what is in hand, unless one is under way or there is no more.
  void request(Log log, int count) {
    if (next != null || exhausted || finished()) {
      return;
    }
    Entry last = held.peekLast();
    EntryId from = last == null ? read : last.id();
    boolean anchor = last != null || anchored;
    if (from.compareTo(upper) >= 0) {
      return;
    }
    next =
        new Page(
            log.range(stream, anchor ? from : from.next(), upper, anchor ? count + 1 : count),
            from,
            anchor,
            count);
  }

  /// The page under way, or null when there is none.
  @Nullable CompletableFuture<List<Entry>> underWay() {
    return next == null ? null : next.reply();
  }

  /// Takes the page that has come into hand.
  ///
  /// @return whether it proves that there is no gap before it
  boolean hold(List<Entry> entries) {
    Page page = java.util.Objects.requireNonNull(next);
    next = null;
    Iterator<Entry> rest = entries.iterator();
    boolean proven = !page.anchored() && (added.isEmpty() || entries.isEmpty());
    while (rest.hasNext()) {
      Entry entry = rest.next();
      if (page.anchored() && entry.id().equals(page.from())) {
        proven = true;
      } else {
        held.add(entry);
      }
    }
    exhausted = held.size() < page.count();
    return proven;
  }
}
