package dev.leat.redis;

import static dev.leat.redis.Calls.list;
import static dev.leat.redis.Calls.number;
import static dev.leat.redis.Calls.text;

import dev.leat.core.ConsumerState;
import dev.leat.core.Delivery;
import dev.leat.core.Entry;
import dev.leat.core.EntryId;
import dev.leat.core.Event;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Sinks as Redis consumer groups.
final class RedisSinks implements Sinks {
  private static final Script CLAIM = Script.load("claim.lua");
  private static final Script RELEASE = Script.load("release.lua");
  private static final Script REMOVE_CONSUMER = Script.load("remove-consumer.lua");
  private static final Script TRANSFER = Script.load("transfer.lua");
  private static final long AT_ONCE = 1000;

  /// Every 10 ms for 5 s: no wait is longer, so by then it has ended by itself.
  private static final int UNBLOCK_TRIES = 500;

  private static final Duration UNBLOCK_INTERVAL = Duration.ofMillis(10);

  private final Nodes calls;
  private final Nodes waiting;
  private volatile @Nullable Wait wait;

  /// A wait on the server that is under way.
  ///
  /// @param client the number the server gave the connection that waits
  private record Wait(String stream, long client, CompletableFuture<?> reply) {}

  RedisSinks(Nodes calls, Nodes waiting) {
    this.calls = calls;
    this.waiting = waiting;
  }

  @Override
  public boolean create(String sink, String stream, EntryId after, boolean createStream) {
    try {
      if (createStream) {
        var _ =
            calls.at(stream).write(CommandType.XGROUP, "CREATE", stream, sink, after, "MKSTREAM");
      } else {
        var _ = calls.at(stream).write(CommandType.XGROUP, "CREATE", stream, sink, after);
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
      String sink, String consumer, Collection<String> streams, int count, Duration block) {
    Nodes.Reading reading =
        (used, some, blocking) -> {
          CommandArgs<byte[], byte[]> args =
              Calls.args("GROUP", sink, consumer, "COUNT", (long) count);
          if (!blocking.isZero()) {
            Calls.add(args, "BLOCK");
            Calls.add(args, Math.max(1, blocking.toMillis()));
          }
          Calls.add(args, "STREAMS");
          some.forEach(stream -> Calls.add(args, stream));
          some.forEach(_ -> Calls.add(args, ">"));
          String first = some.iterator().next();
          long client = blocking.isZero() ? 0 : waiting.linkOf(first).id();
          CompletableFuture<List<Entry>> reply =
              used.sendWaiting(blocking, CommandType.XREADGROUP, EntriesOutput::new, args);
          if (!blocking.isZero()) {
            wait = new Wait(first, client, reply);
          }
          return reply;
        };
    CompletableFuture<List<Entry>> reply;
    try {
      reply = (block.isZero() ? calls : waiting).await(streams, block, reading);
    } catch (Failure unreachable) {
      reply = CompletableFuture.failedFuture(unreachable);
    }
    return reply.handle(
        (entries, error) -> {
          if (error == null) {
            return entries.stream().map(entry -> new Delivery(sink, entry, 1)).toList();
          }
          throw naming(sink, streams, Calls.unwrapped(error));
        });
  }

  /// Names the stream that lacks the sink, which the server quotes (`No such key 'orders' or ...`).
  private static RuntimeException naming(String sink, Collection<String> streams, Throwable error) {
    if (!(error instanceof Failure failure)) {
      return (RuntimeException) error;
    }
    String words = String.valueOf(failure.getMessage());
    String stream =
        streams.stream()
            .filter(name -> words.contains("'" + name + "'"))
            .findFirst()
            .orElse(streams.iterator().next());
    return Errors.naming(sink, stream, failure);
  }

  private static <T> T naming(String sink, String stream, Supplier<T> call) {
    try {
      return call.get();
    } catch (Failure failure) {
      throw Errors.naming(sink, stream, failure);
    }
  }

  @Override
  public void unblock() {
    waiting.endPolling();
    Wait current = wait;
    if (current == null) {
      return;
    }
    // Until the command has reached the server there is nothing to end, so it is asked again.
    Calls other = calls.on(calls.linkOf(current.stream()));
    for (int i = 0; i < UNBLOCK_TRIES && !current.reply().isDone(); i++) {
      var _ = other.write(CommandType.CLIENT, "UNBLOCK", current.client());
      if (isDoneWithin(UNBLOCK_INTERVAL, current.reply())) {
        return;
      }
    }
  }

  /// @return true as well when the thread is interrupted: then nothing is to be waited for
  private static boolean isDoneWithin(Duration time, CompletableFuture<?> reply) {
    try {
      var _ = reply.get(time.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException notYet) {
      return false;
    } catch (ExecutionException | CancellationException failed) {
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public List<PendingEntry> pending(
      String sink, String stream, EntryId from, Duration minIdle, int count) {
    CommandArgs<byte[], byte[]> args = Calls.args(stream, sink);
    if (!minIdle.isZero()) {
      Calls.add(args, "IDLE");
      Calls.add(args, minIdle.toMillis());
    }
    for (Object argument : new Object[] {from, "+", (long) count}) {
      Calls.add(args, argument);
    }
    Object reply =
        naming(
            sink,
            stream,
            () ->
                Replies.join(
                    calls.at(stream).send(false, CommandType.XPENDING, TreeOutput::new, args)));
    List<PendingEntry> pending = new ArrayList<>();
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
    List<Object> arguments = new ArrayList<>(List.of(sink, consumer, minIdle.toMillis()));
    entries.forEach(entry -> arguments.add(entry.id()));
    Object reply =
        naming(
            sink,
            stream,
            () -> Replies.join(calls.at(stream).run(CLAIM, stream, arguments.toArray())));
    for (Object row : list(reply)) {
      List<@Nullable Object> facts = list(row);
      EntryId id = Ids.parse((byte[]) Objects.requireNonNull(facts.get(0)));
      if (facts.size() == 1) {
        lost.add(id);
      } else {
        Entry entry = new Entry(stream, id, event(list(facts.get(1))));
        deliveries.add(new Delivery(sink, entry, number(facts.get(2))));
      }
    }
  }

  private static Event event(List<@Nullable Object> namesAndValues) {
    return Event.of(
        namesAndValues.stream()
            .map(bytes -> (byte[]) Objects.requireNonNull(bytes))
            .toArray(byte[][]::new));
  }

  @Override
  public void release(String sink, String stream, String consumer, Collection<EntryId> ids) {
    if (ids.isEmpty()) {
      return;
    }
    List<Object> arguments = new ArrayList<>(List.of(sink, consumer));
    arguments.addAll(ids);
    var _ =
        naming(sink, stream, () -> calls.at(stream).script(RELEASE, stream, arguments.toArray()));
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
              calls.at(stream).send(true, CommandType.XACK, TreeOutput::new, args),
              (before, now) -> before + number(now));
    }
    return sum;
  }

  // ---- the sinks themselves

  @Override
  public List<SinkState> sinks(String stream) {
    List<@Nullable Object> groups;
    try {
      groups = list(calls.at(stream).read(CommandType.XINFO, "GROUPS", stream));
    } catch (Failure.Refused refused) {
      String words = Objects.toString(refused.getMessage());
      throw words.startsWith("WRONGTYPE")
          ? new Failure.NotFound("\"" + stream + "\" is not a stream", null)
          : missing(words, stream, refused);
    }
    return groups.stream()
        .map(group -> sink(stream, Pairs.of(list(group))))
        .sorted(Comparator.comparing(SinkState::sink))
        .toList();
  }

  private SinkState sink(String stream, Map<String, @Nullable Object> facts) {
    String sink = text(facts.get("name"));
    Object read = facts.get("entries-read");
    Object lag = facts.get("lag");
    List<ConsumerState> consumers =
        list(calls.at(stream).read(CommandType.XINFO, "CONSUMERS", stream, sink)).stream()
            .map(consumer -> consumer(Pairs.of(list(consumer))))
            .sorted(Comparator.comparing(ConsumerState::consumer))
            .toList();
    return new SinkState(
        sink,
        stream,
        Ids.parse((byte[]) Objects.requireNonNull(facts.get("last-delivered-id"))),
        read == null ? OptionalLong.empty() : OptionalLong.of(number(read)),
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
      return number(calls.at(stream).write(CommandType.XGROUP, "DESTROY", stream, sink)) > 0;
    } catch (Failure.Refused refused) {
      throw missing(Objects.toString(refused.getMessage()), stream, refused);
    }
  }

  @Override
  public long removeConsumer(String sink, String stream, String consumer) {
    return naming(
        sink, stream, () -> calls.at(stream).script(REMOVE_CONSUMER, stream, sink, consumer));
  }

  @Override
  public long transfer(String sink, String stream, String from, String to) {
    long sum = 0;
    long moved;
    do {
      moved =
          from.equals(to)
              ? 0
              : naming(
                  sink,
                  stream,
                  () -> calls.at(stream).script(TRANSFER, stream, sink, from, to, AT_ONCE));
      sum += moved;
    } while (moved == AT_ONCE);
    return sum;
  }
}
