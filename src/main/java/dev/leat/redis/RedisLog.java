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
import java.util.ArrayList;
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

  private final Calls calls;
  private final Calls waiting;

  RedisLog(Calls calls, Calls waiting) {
    this.calls = calls;
    this.waiting = waiting;
  }

  // ---- writing

  @Override
  public CompletableFuture<Appended> append(
      String stream, List<Draft> drafts, AppendOptions options) {
    Draft first = drafts.getFirst();
    boolean plain = options.trims().isEmpty() && options.ttl() == null && options.create();
    if (drafts.size() == 1 && plain) {
      return single(stream, first);
    }
    for (Draft draft : drafts) {
      if (draft.event().size() > MOST_FIELDS) {
        return CompletableFuture.failedFuture(
            new Failure.BadInput(
                "an event with more than "
                    + MOST_FIELDS
                    + " fields is added alone, without options"));
      }
    }
    return calls
        .script(APPEND, args -> appendArguments(args, stream, drafts, options))
        .thenApply(reply -> appended(stream, list(reply)));
  }

  private CompletableFuture<Appended> single(String stream, Draft draft) {
    CommandArgs<byte[], byte[]> args = Calls.args(stream, draft.id());
    addFields(args, draft.event());
    return calls
        .link()
        .send(true, calls.timeout(), CommandType.XADD, new TreeOutput(), args)
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

  private static Appended appended(String stream, List<@Nullable Object> reply) {
    String end = text(reply.getLast());
    if (end.equals("NOSTREAM")) {
      throw new Failure.NotFound("stream \"" + stream + "\" does not exist", null);
    }
    List<EntryId> ids = new ArrayList<>(reply.size());
    for (Object id : reply.subList(0, reply.size() - 1)) {
      ids.add(Ids.parse((byte[]) Objects.requireNonNull(id)));
    }
    return new Appended(ids, end.isEmpty() ? null : Errors.refused(end));
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
          number(
              Replies.join(
                  calls
                      .link()
                      .send(true, calls.timeout(), CommandType.XDEL, new TreeOutput(), args)));
    }
    return deleted;
  }

  @Override
  public long trim(String stream, Trim rule) {
    String how = rule.exact() ? "=" : "~";
    return number(
        switch (rule) {
          case Trim.MaxLen max ->
              calls.write(CommandType.XTRIM, stream, "MAXLEN", how, max.length());
          case Trim.Before before ->
              calls.write(CommandType.XTRIM, stream, "MINID", how, before.id());
          case Trim.MaxAge max -> {
            long from = serverMillis() - max.age().toMillis();
            yield calls.write(CommandType.XTRIM, stream, "MINID", how, Math.max(0, from));
          }
        });
  }

  private long serverMillis() {
    List<@Nullable Object> time = list(calls.read(CommandType.TIME));
    return Long.parseLong(text(time.get(0))) * 1000 + Long.parseLong(text(time.get(1))) / 1000;
  }

  @Override
  public boolean destroy(String stream) {
    String type = text(calls.read(CommandType.TYPE, stream));
    if (type.equals("none")) {
      return false;
    }
    if (!type.equals("stream")) {
      throw new Failure.Refused("\"" + stream + "\" is not a stream but a " + type, null);
    }
    return number(calls.write(CommandType.UNLINK, stream)) > 0;
  }

  // ---- reading

  @Override
  public CompletableFuture<List<Entry>> range(String stream, EntryId from, EntryId to, int count) {
    return calls
        .read(
            CommandType.XRANGE, new EntriesOutput(stream), stream, from, to, "COUNT", (long) count)
        .thenApply(EntriesOutput.Entries::entries);
  }

  @Override
  public CompletableFuture<List<Entry>> rangeBackwards(
      String stream, EntryId from, EntryId to, int count) {
    return calls
        .read(
            CommandType.XREVRANGE,
            new EntriesOutput(stream),
            stream,
            to,
            from,
            "COUNT",
            (long) count)
        .thenApply(EntriesOutput.Entries::entries);
  }

  @Override
  public CompletableFuture<List<Entry>> await(
      Map<String, EntryId> after, int count, Duration block) {
    CommandArgs<byte[], byte[]> args =
        Calls.args("COUNT", (long) count, "BLOCK", Math.max(1, block.toMillis()), "STREAMS");
    after.keySet().forEach(stream -> Calls.add(args, stream));
    after.values().forEach(id -> Calls.add(args, id));
    // Cancelling must reach the connection, so the future that is handed out closes it.
    CompletableFuture<EntriesOutput.Entries> reply =
        waiting
            .link()
            .send(
                false, block.plus(waiting.timeout()), CommandType.XREAD, new EntriesOutput(), args);
    CompletableFuture<List<Entry>> entries = reply.thenApply(EntriesOutput.Entries::entries);
    var _ =
        entries.whenComplete(
            (_, _) -> {
              if (entries.isCancelled()) {
                var _ = reply.cancel(false);
              }
            });
    return entries;
  }

  @Override
  public CompletableFuture<Optional<StreamState>> state(String stream) {
    return calls
        .link()
        .send(
            false,
            calls.timeout(),
            CommandType.XINFO,
            new TreeOutput(),
            Calls.args("STREAM", stream))
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
        calls
            .read(CommandType.MEMORY, new TreeOutput(), "USAGE", stream)
            .handle(
                (reply, error) ->
                    error != null || reply == null
                        ? OptionalLong.empty()
                        : OptionalLong.of(number(reply)));
    return calls
        .read(CommandType.PTTL, new TreeOutput(), stream)
        .thenCombine(
            bytes,
            (ttl, size) ->
                new StreamSize(size, number(ttl) < 0 ? null : Duration.ofMillis(number(ttl))));
  }

  @Override
  public List<String> streams(String glob) {
    TreeSet<String> names = new TreeSet<>();
    String cursor = "0";
    do {
      List<@Nullable Object> page =
          list(
              calls.read(
                  CommandType.SCAN, cursor, "MATCH", glob, "COUNT", 1000L, "TYPE", "stream"));
      cursor = text(page.get(0));
      list(page.get(1)).forEach(name -> names.add(text(name)));
    } while (!cursor.equals("0"));
    return List.copyOf(names);
  }
}
