package dev.leat.core;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Reads as one consumer of a sink: new entries, and those that other consumers were handed and did
/// not acknowledge in time. At least once, unless [SinkReading.Ack#NONE].
///
/// What the filter skips is acknowledged, or it would come back for ever. After a lost reply the
/// consumer's own pending entries are looked through: those it never got are delivered then.
public final class SinkReader {
  private static final Duration MAX_WAIT = Duration.ofSeconds(2);
  private static final Duration MIN_TAKE_OVER_INTERVAL = Duration.ofMillis(500);
  private static final Duration MAX_TAKE_OVER_INTERVAL = Duration.ofSeconds(5);
  private static final int PENDING_PAGE = 200;

  /// How long a reader that does not follow tries to get its connection back.
  private static final Duration GIVE_UP = Duration.ofSeconds(15);

  private final Sinks sinks;
  private final Log log;
  private final SinkReading reading;
  private final Output out;
  private final Notices notices;
  private final Stop stop;

  /// Entries that this consumer has in hand, by stream, with when it got them (nanoTime): what is
  /// pending for it and not among these got lost on its way.
  private final Map<String, Map<EntryId, Long>> held = new HashMap<>();

  /// Entries to acknowledge, by stream, until the server has confirmed it: a lost reply makes it
  /// happen again, which is harmless.
  private final Map<String, Set<EntryId>> unconfirmed = new LinkedHashMap<>();

  private final List<Runnable> confirmations = new ArrayList<>();
  private final Map<String, EntryId> ends = new HashMap<>();
  private final PageSize pageSize = new PageSize();
  private final Set<String> told = new HashSet<>();
  private long delivered;

  /// Whether anything was read since the connection was last lost: connecting alone is no progress.
  private boolean progressed = true;

  private long lastEntryAt = System.nanoTime();
  private long nextTakeOverAt = System.nanoTime();

  public SinkReader(
      Sinks sinks, Log log, SinkReading reading, Output out, Notices notices, Stop stop) {
    this.sinks = sinks;
    this.log = log;
    this.reading = reading;
    this.out = out;
    this.notices = notices;
    this.stop = stop;
    for (String stream : reading.streams()) {
      held.put(stream, new HashMap<>());
      unconfirmed.put(stream, new LinkedHashSet<>());
    }
  }

  /// Reads until the limit, the end or the wait is reached, or a stop is requested.
  ///
  /// @return how many entries were handed on
  /// @throws Failure.NotFound when a stream or the sink does not exist
  /// @throws Failure.Gap when entries were trimmed unread or unacknowledged and that is not
  ///   allowed, or the sink was removed while it was read
  /// @throws Failure.TimedOut when nothing came within the wait
  /// @throws Failure.Unreachable when the server stays away; a follower keeps trying
  public long run() {
    open();
    Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
    long lostAt = System.nanoTime();
    boolean connected = true;
    boolean more = true;
    while (true) {
      try {
        if (!connected) {
          recover();
          notices.say("connected again");
          connected = true;
          progressed = false;
        }
        if (!more || done()) {
          confirm();
          break;
        }
        more = round();
      } catch (Failure.NotFound gone) {
        out.flush();
        throw removed(gone);
      } catch (Failure.Unreachable | Failure.OutcomeUnknown lost) {
        out.flush();
        pageSize.failed();
        if (progressed) {
          lostAt = System.nanoTime();
          backoff.reset();
          progressed = false;
        }
        if (connected) {
          notices.say("connection lost (" + lost.getMessage() + "), reconnecting");
        }
        if ((stop.requested() && !connected) || givesUp(lostAt)) {
          throw lost;
        }
        connected = false;
        confirmations.clear();
        pause(backoff.next());
      }
    }
    if (delivered == 0 && reading.patience().isPresent() && !stop.requested()) {
      throw new Failure.TimedOut(
          "nothing came for sink \""
              + reading.sink()
              + "\" within "
              + Durations.print(reading.patience().get()));
    }
    return delivered;
  }

  private void open() {
    for (String stream : reading.streams()) {
      if (reading.create()) {
        sinks.create(reading.sink(), stream, EntryId.ZERO, true);
      }
      checkUndelivered(stream);
      EntryId end = Replies.join(log.state(stream)).map(StreamState::last).orElse(EntryId.ZERO);
      if (sink(stream).position().isBefore(end)) {
        ends.put(stream, end);
      }
    }
    lastEntryAt = System.nanoTime();
  }

  /// Which sink is gone: a server that was waiting for it does not say.
  private Failure removed(Failure.NotFound gone) {
    for (String stream : reading.streams()) {
      try {
        var _ = sink(stream);
      } catch (Failure.NotFound named) {
        return new Failure.Gap(
            named.getMessage() + " any more: removed while it was read", named.hint());
      }
    }
    return new Failure.Gap("removed while it was read: " + gone.getMessage(), gone.hint());
  }

  private boolean done() {
    return stop.requested() || remaining() == 0;
  }

  private long remaining() {
    return reading.limit().isPresent()
        ? Math.max(0, reading.limit().getAsLong() - delivered)
        : Long.MAX_VALUE;
  }

  private boolean givesUp(long lostAt) {
    return !reading.follow() && System.nanoTime() - lostAt > GIVE_UP.toNanos();
  }

  // ---- one round: what others left, then what is new

  /// @return whether there may be more
  private boolean round() {
    boolean moreIdle = false;
    if (System.nanoTime() >= nextTakeOverAt) {
      for (String stream : reading.streams()) {
        moreIdle |= takeOver(stream);
      }
      nextTakeOverAt = System.nanoTime() + (moreIdle ? 0 : takeOverInterval().toNanos());
      if (done()) {
        return false;
      }
    }
    boolean drains = !reading.follow() && reading.limit().isEmpty();
    boolean waits = !drains || (reading.patience().isPresent() && delivered == 0);
    Duration block = waits ? patience() : Duration.ZERO;
    boolean came = readNew(block);
    return moreIdle || (came ? !(drains && ends.isEmpty()) : waits && !block.isZero());
  }

  /// How long to wait now; zero when it is over.
  private Duration patience() {
    long nanos =
        Math.min(MAX_WAIT.toNanos(), Math.max(0, nextTakeOverAt - System.nanoTime()) + 1_000_000);
    if (reading.patience().isPresent()) {
      long left = reading.patience().get().toNanos() - (System.nanoTime() - lastEntryAt);
      // The server counts whole milliseconds, and 0 would mean for ever.
      nanos = left <= 0 ? 0 : Math.max(1_000_000, Math.min(nanos, left));
    }
    return Duration.ofNanos(nanos);
  }

  private Duration takeOverInterval() {
    long millis = reading.grace().toMillis() / 4;
    return Duration.ofMillis(
        Math.clamp(millis, MIN_TAKE_OVER_INTERVAL.toMillis(), MAX_TAKE_OVER_INTERVAL.toMillis()));
  }

  /// @return whether anything came
  private boolean readNew(Duration block) {
    int streams = reading.streams().size();
    int count = Math.clamp(remaining() / streams, 1, Math.min(reading.batch(), pageSize.count()));
    var reply = sinks.readNew(reading.sink(), reading.consumer(), reading.streams(), count, block);
    if (stop.await(reply).isEmpty()) {
      sinks.unblock();
    }
    List<Delivery> deliveries = Replies.join(reply);
    progressed = true;
    pageSize.saw(deliveries.stream().map(Delivery::entry).toList());
    deliver(deliveries);
    // A stream that gave less than it was asked for is at its end, whoever got its last entries.
    ends.keySet()
        .removeIf(
            stream ->
                deliveries.stream().filter(d -> d.entry().stream().equals(stream)).count() < count);
    for (Delivery delivery : deliveries) {
      Entry entry = delivery.entry();
      ends.computeIfPresent(entry.stream(), (_, end) -> entry.id().isBefore(end) ? end : null);
    }
    return !deliveries.isEmpty();
  }

  private void deliver(List<Delivery> deliveries) {
    Map<String, List<EntryId>> back = new LinkedHashMap<>();
    Map<String, List<EntryId>> settled = new LinkedHashMap<>();
    List<Delivery> wanted = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      Entry entry = delivery.entry();
      boolean accepted = reading.filter().accepts(entry.event());
      if (accepted && (stop.requested() || wanted.size() >= remaining())) {
        back.computeIfAbsent(entry.stream(), _ -> new ArrayList<>()).add(entry.id());
        continue;
      }
      heldIn(entry.stream()).put(entry.id(), System.nanoTime());
      if (accepted) {
        wanted.add(delivery);
      }
      if (!accepted || reading.ack() != SinkReading.Ack.MANUAL) {
        settled.computeIfAbsent(entry.stream(), _ -> new ArrayList<>()).add(entry.id());
      }
    }
    if (reading.ack() == SinkReading.Ack.NONE) {
      // At most once: done before it is handed on, not after.
      settled.forEach(this::acknowledge);
      confirm();
      settled.clear();
    }
    wanted.forEach(out::delivery);
    delivered += wanted.size();
    if (!wanted.isEmpty()) {
      out.flush();
      lastEntryAt = System.nanoTime();
    }
    settled.forEach(this::acknowledge);
    back.forEach((stream, ids) -> sinks.release(reading.sink(), stream, reading.consumer(), ids));
  }

  private Map<EntryId, Long> heldIn(String stream) {
    return held.computeIfAbsent(stream, _ -> new HashMap<>());
  }

  // ---- acknowledging: sent at once, confirmed before the next so that one is under way at most

  private void acknowledge(String stream, List<EntryId> ids) {
    confirm();
    Set<EntryId> waiting = unconfirmed.computeIfAbsent(stream, _ -> new LinkedHashSet<>());
    waiting.addAll(ids);
    send(stream, List.copyOf(waiting));
  }

  private void send(String stream, List<EntryId> ids) {
    CompletableFuture<Long> reply = sinks.acknowledge(reading.sink(), stream, ids);
    confirmations.add(
        () -> {
          Replies.join(reply);
          ids.forEach(unconfirmed.getOrDefault(stream, Set.of())::remove);
          heldIn(stream).keySet().removeAll(ids);
        });
  }

  private void confirm() {
    confirmations.forEach(Runnable::run);
    confirmations.clear();
  }

  // ---- what is pending

  /// Looks for entries of a stream that were last delivered `minIdle` ago or longer and that this
  /// consumer does not have in hand.
  ///
  /// @param mineAlone only those that are pending for this consumer
  private List<PendingEntry> pending(
      String stream, Duration minIdle, long most, boolean mineAlone) {
    List<PendingEntry> found = new ArrayList<>();
    Map<EntryId, Long> mine = heldIn(stream);
    EntryId from = EntryId.ZERO;
    while (found.size() < most) {
      List<PendingEntry> page = sinks.pending(reading.sink(), stream, from, minIdle, PENDING_PAGE);
      for (PendingEntry entry : page) {
        boolean own = entry.consumer().equals(reading.consumer());
        boolean wanted = own ? !mine.containsKey(entry.id()) : !mineAlone;
        if (wanted && found.size() < most) {
          found.add(entry);
        }
      }
      if (page.size() < PENDING_PAGE) {
        break;
      }
      from = page.getLast().id().next();
    }
    return found;
  }

  /// @return whether there may be more to take over
  private boolean takeOver(String stream) {
    checkUndelivered(stream);
    forgetAcknowledged(stream);
    long most = Math.min(remaining(), reading.batch());
    List<PendingEntry> idle = pending(stream, reading.grace(), most, false);
    claim(stream, idle, reading.grace());
    return !idle.isEmpty() && idle.size() == most;
  }

  private void claim(String stream, List<PendingEntry> entries, Duration minIdle) {
    if (entries.isEmpty()) {
      return;
    }
    Sinks.Claimed claimed =
        sinks.claim(reading.sink(), stream, reading.consumer(), entries, minIdle);
    deliver(claimed.deliveries());
    if (!claimed.lost().isEmpty()) {
      acknowledge(stream, claimed.lost());
      confirm();
      lose(
          "stream \""
              + stream
              + "\": "
              + claimed.lost().size()
              + " pending entries of sink \""
              + reading.sink()
              + "\" were trimmed before they were acknowledged: "
              + String.join(", ", claimed.lost().stream().map(EntryId::toString).toList()));
    }
  }

  /// With manual acknowledgement somebody else acknowledges, so what is in hand is learnt from what
  /// is still pending; otherwise it would grow for ever.
  private void forgetAcknowledged(String stream) {
    if (reading.ack() != SinkReading.Ack.MANUAL) {
      return;
    }
    Map<EntryId, Long> mine = heldIn(stream);
    long old = System.nanoTime() - reading.grace().toNanos() - MAX_WAIT.toNanos();
    if (mine.values().stream().noneMatch(since -> since < old)) {
      return;
    }
    Set<EntryId> still = new LinkedHashSet<>();
    EntryId from = EntryId.ZERO;
    List<PendingEntry> page;
    do {
      page = sinks.pending(reading.sink(), stream, from, reading.grace(), PENDING_PAGE);
      page.stream()
          .filter(entry -> entry.consumer().equals(reading.consumer()))
          .forEach(entry -> still.add(entry.id()));
      from = page.isEmpty() ? from : page.getLast().id().next();
    } while (page.size() == PENDING_PAGE);
    mine.entrySet().removeIf(entry -> entry.getValue() < old && !still.contains(entry.getKey()));
  }

  /// After a lost connection: acknowledges again what was not confirmed, and delivers what this
  /// consumer was handed and never got.
  private void recover() {
    for (String stream : reading.streams()) {
      Set<EntryId> again = unconfirmed.getOrDefault(stream, Set.of());
      if (!again.isEmpty()) {
        send(stream, List.copyOf(again));
        confirm();
      }
      List<PendingEntry> own;
      do {
        own = pending(stream, Duration.ZERO, PENDING_PAGE, true);
        claim(stream, own, Duration.ZERO);
      } while (own.size() == PENDING_PAGE && !done());
      checkUndelivered(stream);
    }
  }

  /// Entries trimmed before the sink handed them out are lost in silence unless somebody counts:
  /// what is gone from the stream is more than what the sink had come to. (The lag does not tell:
  /// Redis 8 counts only what is left.)
  private void checkUndelivered(String stream) {
    long lost = undelivered(stream);
    if (lost > 0) {
      lose(
          "stream \""
              + stream
              + "\": "
              + lost
              + " entries were trimmed before sink \""
              + reading.sink()
              + "\" handed them out");
    }
  }

  private SinkState sink(String stream) {
    return sinks.sinks(stream).stream()
        .filter(state -> state.sink().equals(reading.sink()))
        .findFirst()
        .orElseThrow(
            () ->
                new Failure.NotFound(
                    "sink \"" + reading.sink() + "\" does not exist on stream \"" + stream + "\"",
                    "leat sink create " + reading.sink() + " " + stream + " --from start"));
  }

  private long undelivered(String stream) {
    // In this order: what is handed out between the two only makes the loss smaller.
    Optional<StreamState> found = Replies.join(log.state(stream));
    SinkState sink = sink(stream);
    if (found.isEmpty()) {
      return 0;
    }
    StreamState state = found.get();
    boolean countable =
        state.added().isPresent()
            && sink.read().isPresent()
            && sink.lag().isPresent() // not after a deletion
            && sink.position().isBefore(state.last())
            && (state.first() == null || state.first().isAfter(sink.position()));
    return countable ? state.added().getAsLong() - state.length() - sink.read().getAsLong() : 0;
  }

  private void lose(String message) {
    if (!reading.allowGap()) {
      out.flush();
      throw new Failure.Gap(message, "--allow-gap warns and goes on");
    }
    if (told.add(message)) {
      notices.say(message);
    }
  }

  private void pause(Duration time) {
    var _ =
        stop.await(
            new CompletableFuture<Boolean>()
                .completeOnTimeout(true, time.toMillis(), TimeUnit.MILLISECONDS));
  }
}
