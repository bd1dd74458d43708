package dev.leat.core;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Reads streams: what is there, and, when following, what comes. Every entry once, in ID order
/// within a stream, and merged by ID over streams as far as they are read together; none skipped in
/// silence.
///
/// The past is read in pages, one ahead of the one being printed, so memory does not grow with the
/// stream. A follower then waits with explicit IDs. After a lost connection it goes on from the
/// last ID it handed on.
public final class LogReader {
  private static final Comparator<StreamCursor> BY_HEAD =
      Comparator.<StreamCursor, EntryId>comparing(
              cursor -> java.util.Objects.requireNonNull(cursor.head()).id())
          .thenComparingInt(cursor -> cursor.order);

  /// Bounds how late a recreated stream is noticed: an idle reader compares once a wait.
  private static final Duration WAIT = Duration.ofSeconds(2);

  /// Bounds how late a stream that a glob matches is noticed.
  private static final Duration WAIT_WITH_GLOBS = Duration.ofSeconds(1);

  /// How long a reader that does not follow tries to get its connection back.
  private static final Duration GIVE_UP = Duration.ofSeconds(15);

  private final Log log;
  private final Reading reading;
  private final Output out;
  private final Notices notices;
  private final Stop stop;

  private final Map<String, StreamCursor> cursors = new LinkedHashMap<>();
  private final List<String> globs = new ArrayList<>();
  private final PageSize pageSize = new PageSize();
  private long delivered;

  /// Whether anything was read since the connection was last lost.
  private boolean progressed = true;

  /// Whether there may be more than what a wait brings, so that pages are to be read first.
  private boolean behind;

  private long compareAt = System.nanoTime() + WAIT.toNanos();
  private long lookAt = System.nanoTime();

  public LogReader(Log log, Reading reading, Output out, Notices notices, Stop stop) {
    this.log = log;
    this.reading = reading;
    this.out = out;
    this.notices = notices;
    this.stop = stop;
  }

  /// Reads until the selection is exhausted or a stop is requested.
  ///
  /// @return how many entries were handed on
  /// @throws Failure.NotFound when a stream that must exist does not
  /// @throws Failure.Gap when entries were lost and that is not allowed
  /// @throws Failure.Unreachable when the server stays away; a follower keeps trying
  public long run() {
    new ReadingStart(log, reading, notices, stop).open(cursors, globs);
    Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
    long lostAt = System.nanoTime();
    boolean connected = true;
    while (!done()) {
      try {
        if (!connected) {
          compareQuiet(false);
          notices.say("connected again");
          connected = true;
          progressed = false;
        }
        read();
        break;
      } catch (Failure.Unreachable lost) {
        out.flush();
        pageSize.failed();
        if (progressed) {
          // Connecting alone is no progress: a page that cannot be taken in would be asked for
          // again and
          // again.
          lostAt = System.nanoTime();
          backoff.reset();
          progressed = false;
        }
        if (connected) {
          notices.say("connection lost (" + lost.getMessage() + "), reconnecting");
        }
        if (!reading.selection().follow() && System.nanoTime() - lostAt > GIVE_UP.toNanos()) {
          throw lost;
        }
        connected = false;
        cursors.values().forEach(StreamCursor::forgetRequests);
        pause(backoff.next());
      }
    }
    out.flush();
    save();
    return delivered;
  }

  private void read() {
    behind = true;
    do {
      if (behind) {
        behind = false;
        catchUp();
      }
      flushAndSave();
      if (!reading.selection().follow() || finished()) {
        return;
      }
      awaitMore();
    } while (!done());
  }

  private boolean done() {
    return stop.requested()
        || (reading.selection().limit().isPresent()
            && delivered >= reading.selection().limit().getAsLong());
  }

  private boolean finished() {
    return globs.isEmpty() && cursors.values().stream().allMatch(StreamCursor::finished);
  }

  // ---- the past: pages, merged by ID

  private void catchUp() {
    // A copy, because a stream that is gone leaves the map on the way.
    List<StreamCursor> all = List.copyOf(cursors.values());
    all.forEach(StreamCursor::forgetRequests);
    all.forEach(this::request);
    PriorityQueue<StreamCursor> heads = new PriorityQueue<>(Math.max(1, cursors.size()), BY_HEAD);
    for (StreamCursor cursor : all) {
      if (fill(cursor)) {
        heads.add(cursor);
      }
    }
    while (!heads.isEmpty() && !done()) {
      StreamCursor cursor = heads.remove();
      hand(cursor.take());
      if (cursor.head() != null || fill(cursor)) {
        heads.add(cursor);
      }
    }
  }

  private void request(StreamCursor cursor) {
    cursor.request(log, Math.max(1, pageSize.count() / Math.max(1, cursors.size())));
  }

  /// Makes sure that a cursor has an entry in hand, if there is one, and that its next page is
  /// under way.
  private boolean fill(StreamCursor cursor) {
    if (cursor.head() != null) {
      return true;
    }
    request(cursor);
    CompletableFuture<List<Entry>> page = cursor.underWay();
    if (page == null) {
      return false;
    }
    if (!page.isDone()) {
      flushAndSave();
    }
    Optional<List<Entry>> entries = stop.await(page);
    if (entries.isEmpty()) {
      return false;
    }
    pageSize.saw(entries.get());
    progressed = true;
    if (!cursor.hold(entries.get())) {
      Optional<StreamState> state = Replies.join(log.state(cursor.stream));
      compare(cursor, cursor.anchor(), cursor.inHand(), state, false);
      if (cursor.head() == null) {
        return fill(cursor);
      }
    }
    request(cursor);
    return cursor.head() != null;
  }

  private void hand(Entry entry) {
    if (reading.filter().accepts(entry.event())) {
      out.entry(entry);
      delivered++;
    }
  }

  private void flushAndSave() {
    out.flush();
    save();
  }

  /// Never before the flush: a cursor must not be ahead of what the reader of our output has.
  private void save() {
    if (reading.cursors().isPresent()) {
      Map<String, CursorFile.Mark> marks = new HashMap<>();
      for (StreamCursor cursor : cursors.values()) {
        marks.put(cursor.stream, new CursorFile.Mark(cursor.read(), cursor.anchor().added()));
      }
      reading.cursors().get().save(marks);
    }
  }

  // ---- the present: waiting

  private void awaitMore() {
    Map<String, EntryId> after = new LinkedHashMap<>();
    for (StreamCursor cursor : cursors.values()) {
      if (!cursor.finished()) {
        after.put(cursor.stream, cursor.read());
      }
    }
    if (after.isEmpty()) {
      pause(WAIT_WITH_GLOBS);
    } else {
      int count = Math.max(1, pageSize.count() / after.size());
      var reply = log.await(after, count, globs.isEmpty() ? WAIT : WAIT_WITH_GLOBS);
      Optional<List<Entry>> entries = stop.await(reply);
      if (entries.isEmpty()) {
        reply.cancel(false);
        return;
      }
      handLive(entries.get(), count);
    }
    // Other streams may be busy all the time, so that a wait never ends without an entry.
    if (System.nanoTime() >= compareAt) {
      compareQuiet(true);
    }
    if (!globs.isEmpty() && System.nanoTime() >= lookAt) {
      lookForStreams();
    }
  }

  /// Hands on first and checks for a gap afterwards: a live entry does not wait for a round trip.
  private void handLive(List<Entry> entries, int count) {
    progressed = true;
    pageSize.saw(entries);
    Map<StreamCursor, StreamCursor.Anchor> anchors = new LinkedHashMap<>();
    Map<StreamCursor, List<EntryId>> since = new HashMap<>();
    List<Entry> ordered = new ArrayList<>(entries);
    ordered.sort(Comparator.comparing(Entry::id));
    for (Entry entry : ordered) {
      StreamCursor cursor = cursors.get(entry.stream());
      if (cursor == null || cursor.finished()) {
        continue;
      }
      if (entry.id().isAfter(cursor.upper)) {
        cursor.finish();
        continue;
      }
      anchors.computeIfAbsent(cursor, StreamCursor::anchor);
      List<EntryId> ids = since.computeIfAbsent(cursor, _ -> new ArrayList<>());
      ids.add(entry.id());
      if (done()) {
        // It came, so it is not lost, but nobody wants it.
        continue;
      }
      behind |= ids.size() == count;
      cursor.exists = true;
      cursor.quiet = false;
      cursor.passed(entry.id());
      hand(entry);
    }
    if (anchors.isEmpty()) {
      return;
    }
    out.flush();
    Map<StreamCursor, CompletableFuture<List<Entry>>> stillThere = new LinkedHashMap<>();
    anchors.forEach(
        (cursor, anchor) -> {
          if (anchor.comparable()) {
            stillThere.put(
                cursor,
                anchor.held()
                    ? log.range(cursor.stream, anchor.id(), anchor.id(), 1)
                    : CompletableFuture.completedFuture(List.of()));
          }
        });
    stillThere.forEach(
        (cursor, reply) -> {
          if (Replies.join(reply).isEmpty()) {
            compare(
                cursor,
                java.util.Objects.requireNonNull(anchors.get(cursor)),
                since.getOrDefault(cursor, List.of()),
                Replies.join(log.state(cursor.stream)),
                true);
          }
        });
    save();
  }

  // ---- gaps, and streams that come and go

  /// Compares every stream that gave nothing for a while with its cursor: a stream that was
  /// recreated with lower IDs stays silent for ever.
  ///
  /// @param live whether the reader was waiting all the time
  private void compareQuiet(boolean live) {
    compareAt = System.nanoTime() + WAIT.toNanos();
    Map<StreamCursor, CompletableFuture<Optional<StreamState>>> states = new LinkedHashMap<>();
    for (StreamCursor cursor : cursors.values()) {
      if (cursor.quiet || !live) {
        states.put(cursor, log.state(cursor.stream));
      }
      cursor.quiet = true;
    }
    states.forEach(
        (cursor, state) ->
            compare(cursor, cursor.anchor(), cursor.inHand(), Replies.join(state), live));
  }

  /// @param live whether the reader was waiting for what came. Then an uncertain gap is none: a
  ///   stream that keeps only its newest entry would be a gap with every event.
  private void compare(
      StreamCursor cursor,
      StreamCursor.Anchor anchor,
      List<EntryId> since,
      Optional<StreamState> found,
      boolean live) {
    if (found.isEmpty()) {
      if (cursor.byGlob) {
        cursors.remove(cursor.stream);
      }
      cursor.vanished |= cursor.exists;
      cursor.exists = false;
      return;
    }
    StreamState state = found.get();
    cursor.exists = true;
    if (cursor.vanished) {
      cursor.vanished = false;
      goOn(cursor, Gaps.recreated(anchor, state), since, state);
    } else if (anchor.comparable()) {
      Gaps.between(anchor, since, state)
          .filter(gap -> gap.certain() || !live)
          .ifPresent(gap -> goOn(cursor, gap, since, state));
    }
    cursor.learn(state);
  }

  private void goOn(StreamCursor cursor, Gaps.Gap gap, List<EntryId> since, StreamState state) {
    if (!reading.allowGap()) {
      out.flush();
      throw gap.asFailure();
    }
    notices.say(gap.message());
    boolean handedOn = !since.isEmpty() && cursor.read().equals(since.getLast());
    if (gap.restart() != null && handedOn && !state.last().isBefore(cursor.read())) {
      // What was read last is of the new stream already: from its start it would come twice.
      cursor.skipTo(cursor.read());
    } else {
      cursor.goOnAfter(gap);
    }
    behind = true;
  }

  private void lookForStreams() {
    lookAt = System.nanoTime() + WAIT_WITH_GLOBS.toNanos();
    for (String glob : globs) {
      for (String stream : log.streams(glob)) {
        if (!cursors.containsKey(stream)) {
          StreamCursor cursor = new StreamCursor(stream, cursors.size(), true);
          cursor.exists = true;
          if (reading.selection().to() instanceof Position.Point(_, EntryId last)) {
            cursor.upper = last;
          }
          cursors.put(stream, cursor);
          behind = true;
        }
      }
    }
  }

  private void pause(Duration time) {
    var _ =
        stop.await(
            new CompletableFuture<Boolean>()
                .completeOnTimeout(true, time.toMillis(), TimeUnit.MILLISECONDS));
  }
}
