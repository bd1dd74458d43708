package dev.leat.redis;

import static dev.leat.redis.Calls.list;
import static dev.leat.redis.Calls.number;
import static dev.leat.redis.Calls.text;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leat.core.AppendOptions;
import dev.leat.core.Appended;
import dev.leat.core.Draft;
import dev.leat.core.Entry;
import dev.leat.core.EntryId;
import dev.leat.core.Event;
import dev.leat.core.Failure;
import dev.leat.core.Log;
import dev.leat.core.Replies;
import dev.leat.core.StreamSize;
import dev.leat.core.StreamState;
import dev.leat.core.Trim;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Event logs as Redis streams.
final class RedisLog implements Log {
  private static final Script APPEND = Script.load("append.lua");
  private static final int DELETE_AT_ONCE = 1000;

  /// Lua's `unpack` stops near 8,000 values.
  private static final int MOST_FIELDS = 3500;

  private final Nodes calls;
  private final Nodes waiting;

  RedisLog(Nodes calls, Nodes waiting) {
    this.calls = calls;
    this.waiting = waiting;
  }

  // ---- writing

  @Override
  public CompletableFuture<Appended> append(
      String stream, List<Draft> drafts, AppendOptions options) {
    boolean plain = options.trims().isEmpty() && options.ttl() == null && options.create();
    if (drafts.size() == 1 && plain) {
      return single(stream, drafts.getFirst());
    }
    for (int i = 0; i < drafts.size(); i++) {
      if (drafts.get(i).event().size() > MOST_FIELDS) {
        return beforeTooWide(stream, drafts.subList(0, i), options);
      }
    }
    return at(stream)
        .script(APPEND, AppendOutput::new, args -> appendArguments(args, stream, drafts, options))
        .thenApply(reply -> appended(stream, reply));
  }

  private CompletableFuture<Appended> beforeTooWide(
      String stream, List<Draft> narrow, AppendOptions options) {
    Failure tooWide =
        new Failure.BadInput(
            "an event with more than "
                + MOST_FIELDS
                + " fields is only taken alone, without options");
    return (narrow.isEmpty()
            ? CompletableFuture.completedFuture(new Appended(List.of(), null))
            : append(stream, narrow, options))
        .thenApply(
            appended ->
                appended.refused() == null ? new Appended(appended.ids(), tooWide) : appended);
  }

  private Calls at(String stream) {
    return calls.at(stream);
  }

  private CompletableFuture<Appended> single(String stream, Draft draft) {
    CommandArgs<byte[], byte[]> args = Calls.args(stream, draft.id());
    addFields(args, draft.event());
    return at(stream)
        .send(true, CommandType.XADD, TreeOutput::new, args)
        .handle(
            (id, error) -> {
              if (error == null) {
                return new Appended(List.of(Ids.parse((byte[]) Objects.requireNonNull(id))), null);
              }
              if (Calls.unwrapped(error) instanceof Failure.Refused refused) {
                return new Appended(List.of(), refused);
              }
              throw (RuntimeException) Calls.unwrapped(error);
            });
  }

  private static void appendArguments(
      CommandArgs<byte[], byte[]> args, String stream, List<Draft> drafts, AppendOptions options) {
    args.add(1).add(stream.getBytes(UTF_8));
    String[] rules = {"", "", "", "", "", ""};
    for (Trim trim : options.trims()) {
      int at =
          switch (trim) {
            case Trim.MaxLen _ -> 0;
            case Trim.MaxAge _ -> 2;
            case Trim.Before _ -> 4;
          };
      rules[at] =
          switch (trim) {
            case Trim.MaxLen rule -> String.valueOf(rule.length());
            case Trim.MaxAge rule -> String.valueOf(rule.age().toMillis());
            case Trim.Before rule -> rule.id().toString();
          };
      rules[at + 1] = trim.exact() ? "=" : "~";
    }
    Calls.add(args, options.create() ? "1" : "0");
    for (String rule : rules) {
      Calls.add(args, rule);
    }
    Duration ttl = options.ttl();
    Calls.add(args, ttl == null ? "" : String.valueOf(ttl.toMillis()));
    Calls.add(args, options.fixed() ? "1" : "0");
    for (Draft draft : drafts) {
      Calls.add(args, draft.id());
      args.add(2L * draft.event().size());
      addFields(args, draft.event());
    }
  }

  private static void addFields(CommandArgs<byte[], byte[]> args, Event event) {
    for (int i = 0; i < event.size(); i++) {
      args.add(event.name(i)).add(event.value(i));
    }
  }

  private static Appended appended(String stream, AppendOutput.Reply reply) {
    if (reply.end().equals("NOSTREAM")) {
      throw new Failure.NotFound("stream \"" + stream + "\" does not exist", null);
    }
    return new Appended(reply.ids(), reply.end().isEmpty() ? null : Errors.refused(reply.end()));
  }

  @Override
  public long delete(String stream, Collection<EntryId> ids) {
    List<EntryId> all = List.copyOf(ids);
    long deleted = 0;
    for (int from = 0; from < all.size(); from += DELETE_AT_ONCE) {
      CommandArgs<byte[], byte[]> args = Calls.args(stream);
      all.subList(from, Math.min(all.size(), from + DELETE_AT_ONCE))
          .forEach(id -> args.add(Ids.bytes(id)));
      deleted +=
          number(Replies.join(at(stream).send(true, CommandType.XDEL, TreeOutput::new, args)));
    }
    return deleted;
  }

  @Override
  public long trim(String stream, Trim rule) {
    String how = rule.exact() ? "=" : "~";
    return number(
        switch (rule) {
          case Trim.MaxLen max ->
              at(stream).write(CommandType.XTRIM, stream, "MAXLEN", how, max.length());
          case Trim.Before before ->
              at(stream).write(CommandType.XTRIM, stream, "MINID", how, before.id());
          case Trim.MaxAge max -> {
            long from = now(stream).toEpochMilli() - max.age().toMillis();
            yield at(stream).write(CommandType.XTRIM, stream, "MINID", how, Math.max(0, from));
          }
        });
  }

  @Override
  public Instant now(String stream) {
    List<@Nullable Object> time = list(at(stream).read(CommandType.TIME));
    return Instant.ofEpochSecond(
        Long.parseLong(text(time.get(0))), Long.parseLong(text(time.get(1))) * 1000);
  }

  @Override
  public boolean destroy(String stream) {
    String type = text(at(stream).read(CommandType.TYPE, stream));
    if (type.equals("none")) {
      return false;
    }
    if (!type.equals("stream")) {
      throw new Failure.Refused("\"" + stream + "\" is not a stream but a " + type, null);
    }
    return number(at(stream).write(CommandType.UNLINK, stream)) > 0;
  }

  // ---- reading

  @Override
  public CompletableFuture<List<Entry>> range(String stream, EntryId from, EntryId to, int count) {
    return range(CommandType.XRANGE, stream, from, to, count);
  }

  @Override
  public CompletableFuture<List<Entry>> rangeBackwards(
      String stream, EntryId from, EntryId to, int count) {
    return range(CommandType.XREVRANGE, stream, to, from, count);
  }

  private CompletableFuture<List<Entry>> range(
      CommandType type, String stream, EntryId first, EntryId last, int count) {
    return at(stream)
        .send(
            false,
            type,
            () -> new EntriesOutput(stream),
            Calls.args(stream, first, last, "COUNT", (long) count));
  }

  @Override
  public CompletableFuture<List<Entry>> await(
      Map<String, EntryId> after, int count, Duration block) {
    return waiting.await(
        after.keySet(),
        block,
        (calls, streams, blocking) -> {
          CommandArgs<byte[], byte[]> args = Calls.args("COUNT", (long) count);
          if (!blocking.isZero()) {
            Calls.add(args, "BLOCK");
            Calls.add(args, Math.max(1, blocking.toMillis()));
          }
          Calls.add(args, "STREAMS");
          streams.forEach(stream -> Calls.add(args, stream));
          streams.forEach(stream -> Calls.add(args, Objects.requireNonNull(after.get(stream))));
          return calls.sendWaiting(blocking, CommandType.XREAD, EntriesOutput::new, args);
        });
  }

  @Override
  public CompletableFuture<Optional<StreamState>> state(String stream) {
    return at(stream)
        .asking(CommandType.XINFO, "STREAM", stream)
        .handle(
            (reply, error) -> {
              if (error == null) {
                return Optional.of(state(stream, list(reply)));
              }
              Throwable cause = Calls.unwrapped(error);
              if (cause instanceof Failure.Refused refused
                  && Objects.toString(refused.getMessage()).contains("no such key")) {
                return Optional.empty();
              }
              throw (RuntimeException) cause;
            });
  }

  private static StreamState state(String stream, List<@Nullable Object> pairs) {
    Map<String, @Nullable Object> facts = Pairs.of(pairs);
    Object first = facts.get("first-entry");
    Object added = facts.get("entries-added");
    return new StreamState(
        stream,
        number(facts.get("length")),
        first == null ? null : Ids.parse((byte[]) Objects.requireNonNull(list(first).getFirst())),
        Ids.parse((byte[]) Objects.requireNonNull(facts.get("last-generated-id"))),
        added == null ? OptionalLong.empty() : OptionalLong.of(number(added)),
        number(facts.get("groups")));
  }

  @Override
  public CompletableFuture<StreamSize> size(String stream) {
    CompletableFuture<OptionalLong> bytes =
        at(stream)
            .asking(CommandType.MEMORY, "USAGE", stream)
            .handle(
                (reply, error) ->
                    error != null || reply == null
                        ? OptionalLong.empty()
                        : OptionalLong.of(number(reply)));
    return at(stream)
        .asking(CommandType.PTTL, stream)
        .thenCombine(
            bytes,
            (ttl, size) ->
                new StreamSize(size, number(ttl) < 0 ? null : Duration.ofMillis(number(ttl))));
  }

  @Override
  public List<String> streams(String glob) {
    TreeSet<String> names = new TreeSet<>();
    for (Calls node : calls.masters()) {
      String cursor = "0";
      do {
        List<@Nullable Object> page =
            list(
                node.read(
                    CommandType.SCAN, cursor, "MATCH", glob, "COUNT", 1000L, "TYPE", "stream"));
        cursor = text(page.get(0));
        list(page.get(1)).forEach(name -> names.add(text(name)));
      } while (!cursor.equals("0"));
    }
    return List.copyOf(names);
  }
}
