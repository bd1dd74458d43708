package dev.leat.redis;

import static dev.leat.redis.Calls.list;
import static dev.leat.redis.Calls.number;
import static dev.leat.redis.Calls.text;

import dev.leat.core.ConsumerState;
import dev.leat.core.Delivery;
import dev.leat.core.Entry;
import dev.leat.core.EntryId;
import dev.leat.core.Failure;
import dev.leat.core.PendingEntry;
import dev.leat.core.Replies;
import dev.leat.core.SinkState;
import dev.leat.core.Sinks;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Sinks as Redis consumer groups.
final class RedisSinks implements Sinks {
  private static final Script REMOVE_CONSUMER = Script.load("remove-consumer.lua");
  private static final Script TRANSFER = Script.load("transfer.lua");
  private static final long AT_ONCE = 1000;

  /// Long ago for every grace there is: a hundred years.
  private static final long LONG_AGO_MILLIS = 100L * 366 * 86_400_000;

  private final Calls calls;
  private final Calls waiting;
  private volatile @Nullable Long waitingId;

  RedisSinks(Calls calls, Calls waiting) {
    this.calls = calls;
    this.waiting = waiting;
  }

  @Override
  public boolean create(String sink, String stream, EntryId after, boolean createStream) {
    try {
      if (createStream) {
        var _ = calls.write(CommandType.XGROUP, "CREATE", stream, sink, after, "MKSTREAM");
      } else {
        var _ = calls.write(CommandType.XGROUP, "CREATE", stream, sink, after);
      }
      return true;
    } catch (Failure.Refused refused) {
      String words = Objects.toString(refused.getMessage());
      if (words.startsWith("BUSYGROUP")) {
        return false;
      }
      throw missing(words, stream, refused);
    }
  }

  private static Failure missing(String words, String stream, Failure otherwise) {
    return words.contains("requires the key to exist") || words.contains("no such key")
        ? new Failure.NotFound(
            "stream \"" + stream + "\" does not exist", "leat ls shows what there is")
        : otherwise;
  }

  // ---- handing out

  @Override
  public CompletableFuture<List<Delivery>> readNew(
      String sink,
      String consumer,
      Collection<String> streams,
      int count,
      Duration block,
      boolean acknowledged) {
    CommandArgs<byte[], byte[]> args = Calls.args("GROUP", sink, consumer, "COUNT", (long) count);
    if (!block.isZero()) {
      Calls.add(args, "BLOCK");
      Calls.add(args, Math.max(1, block.toMillis()));
    }
    if (acknowledged) {
      Calls.add(args, "NOACK");
    }
    Calls.add(args, "STREAMS");
    streams.forEach(stream -> Calls.add(args, stream));
    streams.forEach(_ -> Calls.add(args, ">"));
    Calls used = calls;
    if (!block.isZero()) {
      used = waiting;
      try {
        waitingId = waiting.link().id(waiting.timeout());
      } catch (Failure unreachable) {
        return CompletableFuture.failedFuture(unreachable);
      }
    }
    return used.link()
        .send(false, block.plus(used.timeout()), CommandType.XREADGROUP, new EntriesOutput(), args)
        .thenApply(
            reply -> reply.entries().stream().map(entry -> new Delivery(sink, entry, 1)).toList());
  }

  @Override
  public void unblock() {
    Long id = waitingId;
    if (id != null) {
      var _ = calls.write(CommandType.CLIENT, "UNBLOCK", id);
    }
  }

  @Override
  public List<PendingEntry> pending(
      String sink, String stream, EntryId from, Duration minIdle, int count) {
    List<PendingEntry> pending = new ArrayList<>();
    Object reply =
        minIdle.isZero()
            ? calls.read(CommandType.XPENDING, stream, sink, from, "+", (long) count)
            : calls.read(
                CommandType.XPENDING,
                stream,
                sink,
                "IDLE",
                minIdle.toMillis(),
                from,
                "+",
                (long) count);
    for (Object row : list(reply)) {
      List<@Nullable Object> facts = list(row);
      pending.add(
          new PendingEntry(
              Ids.parse((byte[]) Objects.requireNonNull(facts.get(0))),
              text(facts.get(1)),
              Duration.ofMillis(number(facts.get(2))),
              number(facts.get(3))));
    }
    return pending;
  }

  @Override
  public Claimed claim(
      String sink,
      String stream,
      String consumer,
      Collection<PendingEntry> entries,
      Duration minIdle) {
    List<Delivery> deliveries = new ArrayList<>();
    List<EntryId> lost = new ArrayList<>();
    List<PendingEntry> all = List.copyOf(entries);
    for (int from = 0; from < all.size(); from += (int) AT_ONCE) {
      claim(
          sink,
          stream,
          consumer,
          all.subList(from, Math.min(all.size(), from + (int) AT_ONCE)),
          minIdle,
          deliveries,
          lost);
    }
    return new Claimed(deliveries, lost);
  }

  private void claim(
      String sink,
      String stream,
      String consumer,
      List<PendingEntry> entries,
      Duration minIdle,
      List<Delivery> deliveries,
      List<EntryId> lost) {
    CommandArgs<byte[], byte[]> args = Calls.args(stream, sink, consumer, minIdle.toMillis());
    Map<EntryId, Long> counts = new HashMap<>();
    for (PendingEntry entry : entries) {
      counts.put(entry.id(), entry.deliveries());
      args.add(Ids.bytes(entry.id()));
    }
    List<Entry> claimed =
        Replies.join(
                calls
                    .link()
                    .send(
                        true, calls.timeout(), CommandType.XCLAIM, new EntriesOutput(stream), args))
            .entries();
    Set<EntryId> missing = new HashSet<>(counts.keySet());
    for (Entry entry : claimed) {
      missing.remove(entry.id());
      deliveries.add(new Delivery(sink, entry, 1 + Objects.requireNonNull(counts.get(entry.id()))));
    }
    // What did not come was taken by somebody else in between, or is no longer in the stream.
    Map<EntryId, CompletableFuture<EntriesOutput.Entries>> there = new HashMap<>();
    for (EntryId id : missing) {
      there.put(id, calls.read(CommandType.XRANGE, new EntriesOutput(stream), stream, id, id));
    }
    there.entrySet().stream()
        .filter(asked -> Replies.join(asked.getValue()).entries().isEmpty())
        .map(Map.Entry::getKey)
        .sorted()
        .forEach(lost::add);
  }

  @Override
  public void release(String sink, String stream, String consumer, Collection<EntryId> ids) {
    for (EntryId id : ids) {
      List<@Nullable Object> rows =
          list(calls.read(CommandType.XPENDING, stream, sink, id, id, 1L, consumer));
      if (!rows.isEmpty()) {
        long deliveries = number(list(rows.getFirst()).get(3));
        var _ =
            calls.write(
                CommandType.XCLAIM,
                stream,
                sink,
                consumer,
                0L,
                id,
                "IDLE",
                LONG_AGO_MILLIS,
                "RETRYCOUNT",
                Math.max(0, deliveries - 1),
                "JUSTID");
      }
    }
  }

  @Override
  public CompletableFuture<Long> acknowledge(String sink, String stream, Collection<EntryId> ids) {
    CompletableFuture<Long> sum = CompletableFuture.completedFuture(0L);
    List<EntryId> all = List.copyOf(ids);
    for (int from = 0; from < all.size(); from += (int) AT_ONCE) {
      CommandArgs<byte[], byte[]> args = Calls.args(stream, sink);
      all.subList(from, Math.min(all.size(), from + (int) AT_ONCE))
          .forEach(id -> args.add(Ids.bytes(id)));
      sum =
          sum.thenCombine(
              calls.link().send(true, calls.timeout(), CommandType.XACK, new TreeOutput(), args),
              (before, now) -> before + number(now));
    }
    return sum;
  }

  // ---- the sinks themselves

  @Override
  public List<SinkState> sinks(String stream) {
    List<@Nullable Object> groups;
    try {
      groups = list(calls.read(CommandType.XINFO, "GROUPS", stream));
    } catch (Failure.Refused refused) {
      throw missing(Objects.toString(refused.getMessage()), stream, refused);
    }
    return groups.stream()
        .map(group -> sink(stream, Pairs.of(list(group))))
        .sorted(Comparator.comparing(SinkState::sink))
        .toList();
  }

  private SinkState sink(String stream, Map<String, @Nullable Object> facts) {
    String sink = text(facts.get("name"));
    Object lag = facts.get("lag");
    List<ConsumerState> consumers =
        list(calls.read(CommandType.XINFO, "CONSUMERS", stream, sink)).stream()
            .map(consumer -> consumer(Pairs.of(list(consumer))))
            .sorted(Comparator.comparing(ConsumerState::consumer))
            .toList();
    return new SinkState(
        sink,
        stream,
        Ids.parse((byte[]) Objects.requireNonNull(facts.get("last-delivered-id"))),
        lag == null ? OptionalLong.empty() : OptionalLong.of(number(lag)),
        number(facts.get("pending")),
        consumers);
  }

  private static ConsumerState consumer(Map<String, @Nullable Object> facts) {
    return new ConsumerState(
        text(facts.get("name")),
        number(facts.get("pending")),
        Duration.ofMillis(number(facts.get("idle"))));
  }

  @Override
  public boolean remove(String sink, String stream) {
    try {
      return number(calls.write(CommandType.XGROUP, "DESTROY", stream, sink)) > 0;
    } catch (Failure.Refused refused) {
      throw missing(Objects.toString(refused.getMessage()), stream, refused);
    }
  }

  @Override
  public long removeConsumer(String sink, String stream, String consumer) {
    return number(
        Replies.join(
            calls.script(
                REMOVE_CONSUMER,
                args -> {
                  args.add(1);
                  Calls.add(args, stream);
                  Calls.add(args, sink);
                  Calls.add(args, consumer);
                })));
  }

  @Override
  public long transfer(String sink, String stream, String from, String to) {
    long sum = 0;
    long moved;
    do {
      moved =
          number(
              Replies.join(
                  calls.script(
                      TRANSFER,
                      args -> {
                        args.add(1);
                        Calls.add(args, stream);
                        Calls.add(args, sink);
                        Calls.add(args, from);
                        Calls.add(args, to);
                        args.add(AT_ONCE);
                      })));
      sum += moved;
    } while (moved == AT_ONCE);
    return sum;
  }
}
