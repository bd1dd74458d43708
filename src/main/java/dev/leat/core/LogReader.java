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
    long lostAt = 0;
    boolean connected = true;
    while (!done()) {
      try {
        if (!connected) {
          compareAll();
          notices.say("connected again");
          connected = true;
          backoff.reset();
        }
        read();
        break;
      } catch (Failure.Unreachable lost) {
        out.flush();
        if (connected) {
          lostAt = System.nanoTime();
          notices.say("connection lost (" + lost.getMessage() + "), reconnecting");
        } else if (!reading.selection().follow()
            && System.nanoTime() - lostAt > GIVE_UP.toNanos()) {
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
    do {
      catchUp();
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
    cursors.values().forEach(StreamCursor::forgetRequests);
    cursors.values().forEach(this::request);
    PriorityQueue<StreamCursor> heads = new PriorityQueue<>(Math.max(1, cursors.size()), BY_HEAD);
    for (StreamCursor cursor : cursors.values()) {
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
    if (!cursor.hold(entries.get())) {
      compare(cursor, cursor.anchor(), List.of());
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
      lookForStreams();
      return;
    }
    var reply = log.await(after, pageSize.count(), globs.isEmpty() ? WAIT : WAIT_WITH_GLOBS);
    Optional<List<Entry>> entries = stop.await(reply);
    if (entries.isEmpty()) {
      reply.cancel(false);
    } else if (entries.get().isEmpty()) {
      compareAll();
      lookForStreams();
    } else {
      handLive(entries.get());
    }
  }

  /// Hands on first and checks for a gap afterwards: a live entry does not wait for a round trip.
  private void handLive(List<Entry> entries) {
    pageSize.saw(entries);
    Map<StreamCursor, StreamCursor.Anchor> anchors = new LinkedHashMap<>();
    Map<StreamCursor, List<EntryId>> since = new HashMap<>();
    List<Entry> ordered = new ArrayList<>(entries);
    ordered.sort(Comparator.comparing(Entry::id));
    for (Entry entry : ordered) {
      StreamCursor cursor = cursors.get(entry.stream());
      if (cursor == null || entry.id().isAfter(cursor.upper)) {
        continue;
      }
      if (done()) {
        break;
      }
      anchors.computeIfAbsent(cursor, StreamCursor::anchor);
      since.computeIfAbsent(cursor, _ -> new ArrayList<>()).add(entry.id());
      cursor.exists = true;
      cursor.passed(entry.id());
      hand(entry);
    }
    out.flush();
    Map<StreamCursor, CompletableFuture<List<Entry>>> stillThere = new LinkedHashMap<>();
    anchors.forEach(
        (cursor, anchor) -> {
          if (anchor.held()) {
            stillThere.put(cursor, log.range(cursor.stream, anchor.id(), anchor.id(), 1));
          }
        });
    stillThere.forEach(
        (cursor, reply) -> {
          if (Replies.join(reply).isEmpty()) {
            compare(
                cursor,
                java.util.Objects.requireNonNull(anchors.get(cursor)),
                since.getOrDefault(cursor, List.of()));
          }
        });
    save();
  }

  // ---- gaps, and streams that come and go

  /// Compares every stream with its cursor: when idle, and after a lost connection.
  private void compareAll() {
    Map<StreamCursor, CompletableFuture<Optional<StreamState>>> states = new LinkedHashMap<>();
    cursors.values().forEach(cursor -> states.put(cursor, log.state(cursor.stream)));
    states.forEach((cursor, state) -> compare(cursor, Replies.join(state)));
  }

  private void compare(StreamCursor cursor, Optional<StreamState> found) {
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
      goOn(cursor, Gaps.recreated(cursor.anchor(), state), false);
    } else if (state.last().equals(cursor.read())) {
      cursor.caughtUpAt(state.added());
    } else if (cursor.anchor().held()) {
      Gaps.between(cursor.anchor(), List.of(), state).ifPresent(gap -> goOn(cursor, gap, false));
    }
  }

  private void compare(StreamCursor cursor, StreamCursor.Anchor anchor, List<EntryId> since) {
    Optional<StreamState> state = Replies.join(log.state(cursor.stream));
    if (state.isEmpty()) {
      cursor.vanished |= cursor.exists;
      cursor.exists = false;
      return;
    }
    if (!since.isEmpty() && state.get().added().isEmpty() && !anchor.added().isPresent()) {
      // Before 7.0 nothing tells whether a live reader lost entries or had read them all; a stream
      // that keeps only its newest entry would be a gap with every event.
      return;
    }
    Gaps.between(anchor, since, state.get()).ifPresent(gap -> goOn(cursor, gap, !since.isEmpty()));
  }

  private void goOn(StreamCursor cursor, Gaps.Gap gap, boolean pastIt) {
    if (!reading.allowGap()) {
      out.flush();
      throw gap.asFailure();
    }
    notices.say(gap.message());
    if (!pastIt) {
      cursor.moveTo(gap.resume());
    }
  }

  private void lookForStreams() {
    for (String glob : globs) {
      for (String stream : log.streams(glob)) {
        if (!cursors.containsKey(stream)) {
          StreamCursor cursor = new StreamCursor(stream, cursors.size(), true);
          cursor.exists = true;
          cursors.put(stream, cursor);
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
