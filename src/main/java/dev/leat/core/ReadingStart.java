package dev.leat.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;

/// Turns a [Reading] into cursors: which streams there are, where reading starts and ends in each.
/// Every position becomes an ID here, once; nothing later asks the server for "the end" again.
final class ReadingStart {
  private final Log log;
  private final Reading reading;
  private final Selection selection;
  private final Notices notices;
  private final Stop stop;

  ReadingStart(Log log, Reading reading, Notices notices, Stop stop) {
    this.log = log;
    this.reading = reading;
    this.selection = reading.selection();
    this.notices = notices;
    this.stop = stop;
  }

  /// Fills in a cursor a stream, in the order they were named, and the globs to watch.
  ///
  /// @throws Failure.NotFound when a stream that must exist does not
  /// @throws Failure.Gap when the start lies before what is left, and that is not allowed
  void open(Map<String, StreamCursor> cursors, List<String> globs) {
    for (String name : reading.streams()) {
      boolean glob = selection.follow() && Glob.isPattern(name);
      if (glob) {
        globs.add(name);
      }
      for (String stream : glob ? log.streams(name) : List.of(name)) {
        cursors.putIfAbsent(stream, new StreamCursor(stream, cursors.size(), glob));
      }
    }
    Map<StreamCursor, CompletableFuture<Optional<StreamState>>> states = new LinkedHashMap<>();
    cursors.values().forEach(cursor -> states.put(cursor, log.state(cursor.stream)));
    List<StreamCursor> fresh = new ArrayList<>();
    states.forEach(
        (cursor, state) -> {
          if (!place(cursor, Replies.join(state))) {
            fresh.add(cursor);
          }
        });
    if (selection.last().orElse(0) > 0) {
      startAtLast(fresh, selection.last().getAsLong());
    }
  }

  /// @return whether the cursor goes on from where an earlier run came to
  private boolean place(StreamCursor cursor, Optional<StreamState> state) {
    cursor.exists = state.isPresent();
    if (state.isEmpty() && reading.mustExist()) {
      throw new Failure.NotFound(
          "stream \"" + cursor.stream + "\" does not exist", "leat ls shows what there is");
    }
    EntryId end = state.map(StreamState::last).orElse(EntryId.ZERO);
    cursor.upper =
        switch (selection.to()) {
          case Position.Start() -> EntryId.ZERO;
          case Position.End() -> selection.follow() ? EntryId.MAX : end;
          case Position.Point(_, EntryId last) -> last;
        };
    CursorFile.Mark mark = reading.cursors().map(file -> file.mark(cursor.stream)).orElse(null);
    if (mark != null) {
      resume(cursor, mark, state);
      return true;
    }
    if (cursor.byGlob && reading.cursors().filter(CursorFile::isResumed).isPresent()) {
      // It came after the run that saved the file, or that run would have saved it too.
      cursor.moveTo(new StreamCursor.Anchor(EntryId.ZERO, false, OptionalLong.empty()));
      return true;
    }
    boolean given = !end.equals(EntryId.ZERO);
    // Of a stream that does not exist, nothing was ever added.
    OptionalLong added = state.map(StreamState::added).orElse(OptionalLong.of(0));
    Position from = selection.last().equals(OptionalLong.of(0)) ? Position.END : selection.from();
    switch (from) {
      case Position.Start() -> {
        EntryId first = state.map(StreamState::first).orElse(null);
        cursor.moveTo(
            first == null
                ? new StreamCursor.Anchor(end, given, added)
                : new StreamCursor.Anchor(first.previous(), false, OptionalLong.empty()));
      }
      case Position.End() -> cursor.moveTo(new StreamCursor.Anchor(end, given, added));
      case Position.Point(EntryId first, EntryId last) -> {
        boolean exact = first.equals(last) && first.millis() != 0;
        EntryId before = selection.exclusive() ? last : first.previous();
        cursor.moveTo(
            new StreamCursor.Anchor(before, exact && selection.exclusive(), OptionalLong.empty()));
        boolean future = !selection.exclusive() && first.isAfter(end);
        if (exact
            && !future
            && state.isPresent()
            && Replies.join(log.range(cursor.stream, first, first, 1)).isEmpty()) {
          cursor.moveTo(new StreamCursor.Anchor(first, true, OptionalLong.empty()));
          check(cursor, state.get());
        }
      }
    }
    state.ifPresent(cursor::learn);
    return false;
  }

  private void resume(StreamCursor cursor, CursorFile.Mark mark, Optional<StreamState> state) {
    // A time is turned into the last ID before it, which no stream holds; nor does any hold 0-0.
    boolean held = !mark.id().equals(EntryId.ZERO) && mark.id().sequence() != -1L;
    cursor.moveTo(new StreamCursor.Anchor(mark.id(), held, mark.added()));
    cursor.vanished = held && state.isEmpty();
    if (state.isPresent() && cursor.anchor().comparable()) {
      check(cursor, state.get());
    }
    state.ifPresent(cursor::learn);
  }

  private void check(StreamCursor cursor, StreamState state) {
    Gaps.between(cursor.anchor(), List.of(), state)
        .ifPresent(
            gap -> {
              if (!reading.allowGap()) {
                throw gap.asFailure();
              }
              notices.say(gap.message());
              cursor.goOnAfter(gap);
            });
  }

  // ---- the last N, over all streams together

  /// A stream read from its new end to its old one.
  private static final class Backwards {
    private final StreamCursor cursor;
    private List<Entry> page = List.of();
    private int at;
    private EntryId to;

    Backwards(StreamCursor cursor) {
      this.cursor = cursor;
      this.to = cursor.upper;
    }

    EntryId id() {
      return page.get(at).id();
    }
  }

  private static final Comparator<Backwards> NEWEST_FIRST =
      Comparator.comparing(Backwards::id)
          .thenComparingInt(backwards -> backwards.cursor.order)
          .reversed();

  /// Finds where the last `wanted` entries start by walking back over them without keeping them, so
  /// that a large number costs no memory; they are read again, forwards.
  private void startAtLast(List<StreamCursor> cursors, long wanted) {
    PriorityQueue<Backwards> heads = new PriorityQueue<>(Math.max(1, cursors.size()), NEWEST_FIRST);
    PageSize pageSize = new PageSize();
    List<Backwards> all = new ArrayList<>();
    for (StreamCursor cursor : cursors) {
      Backwards backwards = new Backwards(cursor);
      all.add(backwards);
      if (fill(backwards, pageSize)) {
        heads.add(backwards);
      }
    }
    long found = 0;
    while (!heads.isEmpty() && !stop.requested()) {
      Backwards newest = heads.remove();
      if (reading.filter().accepts(newest.page.get(newest.at).event()) && ++found == wanted) {
        for (Backwards other : all) {
          // Of equal IDs, the streams named first come first.
          EntryId before =
              other.cursor.order < newest.cursor.order ? newest.id() : newest.id().previous();
          if (before.isAfter(other.cursor.read())) {
            other.cursor.skipTo(before);
          }
        }
        return;
      }
      newest.at++;
      if (newest.at < newest.page.size() || fill(newest, pageSize)) {
        heads.add(newest);
      }
    }
  }

  private boolean fill(Backwards backwards, PageSize pageSize) {
    EntryId from = backwards.cursor.read().next();
    if (backwards.to.isBefore(from)) {
      return false;
    }
    backwards.page =
        Replies.join(
            log.rangeBackwards(backwards.cursor.stream, from, backwards.to, pageSize.count()));
    backwards.at = 0;
    pageSize.saw(backwards.page);
    if (backwards.page.isEmpty()) {
      return false;
    }
    backwards.to = backwards.page.getLast().id().previous();
    return true;
  }
}
