package dev.leat.cli;

import dev.leat.core.Failure;
import dev.leat.core.SinkState;
import dev.leat.redis.Server;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Tells the completion scripts the names that a server knows. Somebody is typing: it answers at
/// once or not at all, asks for nothing, starts nothing and complains of nothing.
final class CompleteCommand implements Command {
  /// From the start of the process to its answer.
  private static final Duration PATIENCE = Duration.ofMillis(300);

  /// What the server gets of that at least, because the start of a process is known to the second
  /// only on some systems: Linux counts from a boot time without fraction.
  private static final Duration LEAST = Duration.ofMillis(200);

  private Names what = Names.STREAMS;

  private String prefix = "";

  private final ConnectionOptions connection = new ConnectionOptions();

  private final Surroundings surroundings;

  CompleteCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /// What can be asked for.
  enum Names {
    STREAMS,
    SINKS
  }

  @Override
  public void declare(Options options) {
    options.usage("streams|sinks PREFIX");
    options.choice("WHAT", Names.values(), choice -> what = choice);
    options.argument("PREFIX", 0, text -> prefix = text);
    connection.declare(options);
  }

  @Override
  public void run() {
    CompletableFuture<List<String>> names = new CompletableFuture<>();
    Duration left = left();
    Thread.ofPlatform().daemon().name("completion").start(() -> ask(left, names));
    try (Lines out = new Lines(surroundings.out())) {
      names.get(left.toMillis(), TimeUnit.MILLISECONDS).forEach(out::line);
    } catch (TimeoutException | ExecutionException | InterruptedException nothing) {
      // No names, then.
    }
  }

  private Duration left() {
    Instant now = surroundings.clock().instant();
    Instant start = ProcessHandle.current().info().startInstant().orElse(now);
    Duration left = PATIENCE.minus(Duration.between(start, now));
    return left.compareTo(LEAST) < 0 ? LEAST : left.compareTo(PATIENCE) > 0 ? PATIENCE : left;
  }

  private void ask(Duration left, CompletableFuture<List<String>> names) {
    try (Server server = connection.connectIfRunning(left, surroundings)) {
      List<String> streams =
          server.log().streams(what == Names.STREAMS ? literally(prefix) + "*" : "*");
      names.complete(what == Names.STREAMS ? streams : sinks(streams, server));
    } catch (Failure nothing) {
      names.complete(List.of());
    }
  }

  private List<String> sinks(List<String> streams, Server server) {
    return streams.stream()
        .flatMap(stream -> server.sinks().sinks(stream).stream())
        .map(SinkState::sink)
        .filter(sink -> sink.startsWith(prefix))
        .distinct()
        .sorted()
        .toList();
  }

  private static String literally(String text) {
    return text.replace("\\", "\\\\").replace("*", "\\*").replace("?", "\\?").replace("[", "\\[");
  }
}
