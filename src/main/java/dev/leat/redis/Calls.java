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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Commands on one route, written as a person would type them.
record Calls(Route route, Duration timeout) {
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

  <T> CompletableFuture<T> send(
      boolean writes,
      ProtocolKeyword type,
      Supplier<CommandOutput<byte[], byte[], T>> output,
      CommandArgs<byte[], byte[]> arguments) {
    return route.send(new Request<>(writes, timeout, type, output, arguments));
  }

  /// Sends a command that waits on the server: the reply may take so much longer.
  <T> CompletableFuture<T> sendWaiting(
      Duration block,
      ProtocolKeyword type,
      Supplier<CommandOutput<byte[], byte[], T>> output,
      CommandArgs<byte[], byte[]> arguments) {
    return route.send(new Request<>(false, timeout.plus(block), type, output, arguments));
  }

  CompletableFuture<@Nullable Object> asking(ProtocolKeyword type, Object... arguments) {
    return send(false, type, TreeOutput::new, args(arguments));
  }

  @Nullable Object read(ProtocolKeyword type, Object... arguments) {
    return Replies.join(asking(type, arguments));
  }

  @Nullable Object write(ProtocolKeyword type, Object... arguments) {
    return Replies.join(send(true, type, TreeOutput::new, args(arguments)));
  }

  /// Runs a script by its digest, and by its text where the server does not know it: then it has
  /// not run, so this is not sending it twice.
  <T> CompletableFuture<T> script(
      Script script,
      Supplier<CommandOutput<byte[], byte[], T>> output,
      Consumer<CommandArgs<byte[], byte[]>> tail) {
    return send(true, CommandType.EVALSHA, output, script.byDigest(tail))
        .exceptionallyComposeAsync(
            error ->
                unwrapped(error) instanceof Failure.Refused refused
                        && Objects.toString(refused.getMessage()).startsWith("NOSCRIPT")
                    ? send(true, CommandType.EVAL, output, script.byText(tail))
                    : CompletableFuture.failedFuture(unwrapped(error)));
  }

  /// Runs a script on one stream.
  CompletableFuture<@Nullable Object> run(Script script, String stream, Object... arguments) {
    return script(
        script,
        TreeOutput::new,
        args -> {
          args.add(1);
          add(args, stream);
          for (Object argument : arguments) {
            add(args, argument);
          }
        });
  }

  /// Runs a script on one stream whose result is a number.
  long script(Script script, String stream, Object... arguments) {
    return number(Replies.join(run(script, stream, arguments)));
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
