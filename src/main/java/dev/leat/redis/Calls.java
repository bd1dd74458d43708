package dev.leat.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leat.core.Failure;
import dev.leat.core.Replies;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.ProtocolKeyword;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Commands over one link, written as a person would type them.
record Calls(Link link, Duration timeout) {
  /// Arguments of a command.
  static CommandArgs<byte[], byte[]> args() {
    return new CommandArgs<>(ByteArrayCodec.INSTANCE);
  }

  static CommandArgs<byte[], byte[]> args(Object... arguments) {
    CommandArgs<byte[], byte[]> args = args();
    for (Object argument : arguments) {
      add(args, argument);
    }
    return args;
  }

  static void add(CommandArgs<byte[], byte[]> args, Object argument) {
    if (argument instanceof byte[] bytes) {
      args.add(bytes);
    } else if (argument instanceof Long number) {
      args.add(number);
    } else {
      args.add(argument.toString().getBytes(UTF_8));
    }
  }

  <T> CompletableFuture<T> read(
      ProtocolKeyword type, CommandOutput<byte[], byte[], T> output, Object... arguments) {
    return link.send(false, timeout, type, output, args(arguments));
  }

  @Nullable Object read(ProtocolKeyword type, Object... arguments) {
    return Replies.join(link.send(false, timeout, type, new TreeOutput(), args(arguments)));
  }

  @Nullable Object write(ProtocolKeyword type, Object... arguments) {
    return Replies.join(writing(type, arguments));
  }

  CompletableFuture<@Nullable Object> writing(ProtocolKeyword type, Object... arguments) {
    return link.send(true, timeout, type, new TreeOutput(), args(arguments));
  }

  /// Runs a script by its digest, and by its text where the server does not know it: then it has
  /// not run, so this is not sending it twice.
  CompletableFuture<@Nullable Object> script(
      Script script, Consumer<CommandArgs<byte[], byte[]>> tail) {
    return link.send(true, timeout, CommandType.EVALSHA, new TreeOutput(), script.byDigest(tail))
        .exceptionallyCompose(
            error ->
                unwrapped(error) instanceof Failure.Refused refused
                        && Objects.toString(refused.getMessage()).startsWith("NOSCRIPT")
                    ? link.send(
                        true, timeout, CommandType.EVAL, new TreeOutput(), script.byText(tail))
                    : CompletableFuture.failedFuture(unwrapped(error)));
  }

  static Throwable unwrapped(Throwable error) {
    return error instanceof java.util.concurrent.CompletionException wrapped
            && wrapped.getCause() != null
        ? wrapped.getCause()
        : error;
  }

  static String text(@Nullable Object bytes) {
    return new String((byte[]) Objects.requireNonNull(bytes), UTF_8);
  }

  static long number(@Nullable Object number) {
    return (Long) Objects.requireNonNull(number);
  }

  @SuppressWarnings("unchecked")
  static List<@Nullable Object> list(@Nullable Object list) {
    return (List<@Nullable Object>) Objects.requireNonNull(list);
  }
}
