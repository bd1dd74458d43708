package dev.leat.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.cli.Leat;
import dev.leat.cli.RunningLeat;
import dev.leat.core.AppendOptions;
import dev.leat.core.Appender;
import dev.leat.core.Delivery;
import dev.leat.core.Draft;
import dev.leat.core.Entry;
import dev.leat.core.Event;
import dev.leat.core.Filter;
import dev.leat.core.Log;
import dev.leat.core.LogReader;
import dev.leat.core.Output;
import dev.leat.core.Reading;
import dev.leat.core.Selection;
import dev.leat.core.Stop;
import dev.leat.redis.Endpoint;
import dev.leat.redis.Server;
import dev.leat.testing.OwnServer;
import dev.leat.testing.Poll;
import dev.leat.testing.RedisExtension;
import dev.leat.testing.RedisServer;
import dev.leat.testing.StreamContent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// 20 writers of 20 events each against 60 followers: each follower gets each event once, in ID
/// order, and no connection stays behind on the server.
@ExtendWith(RedisExtension.class)
class ManyFollowersIT {
  private static final int WRITERS = 20;
  private static final int EVENTS = 20;
  private static final int FOLLOWERS = 60;
  private static final int PROCESSES = 2;
  private static final String STREAM = "crowd";

  private record Follower(Server server, ConcurrentLinkedQueue<String> ids, Future<Long> end) {}

  @Test
  void everyFollowerGetsEveryEventOnce(@OwnServer RedisServer redis) throws Exception {
    Stop stop = new Stop();
    List<Follower> followers = new ArrayList<>();
    List<RunningLeat> processes = new ArrayList<>();
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      for (int i = 0; i < FOLLOWERS - PROCESSES; i++) {
        followers.add(follow(redis, threads, stop));
      }
      for (int i = 0; i < PROCESSES; i++) {
        processes.add(Leat.at(redis.url()).start("follow", STREAM, "-o", "ids"));
      }
      Poll.until(Duration.ofSeconds(60), "60 blocked readers", () -> blocked(redis) == FOLLOWERS);
      List<Future<?>> writers = new ArrayList<>();
      try (Server shared = Server.connect(Endpoint.parse(redis.url()))) {
        // Half of the writers come over one connection, by turns; half have one of their own.
        writers.add(
            threads.submit(
                () -> {
                  Log log = shared.log();
                  for (int event = 0; event < EVENTS; event++) {
                    for (int writer = 0; writer < WRITERS / 2 - 1; writer++) {
                      write(log, writer, event);
                    }
                  }
                }));
        for (int i = WRITERS / 2 - 1; i < WRITERS - 1; i++) {
          int writer = i;
          writers.add(
              threads.submit(
                  () -> {
                    try (Server own = Server.connect(Endpoint.parse(redis.url()))) {
                      for (int event = 0; event < EVENTS; event++) {
                        write(own.log(), writer, event);
                      }
                    }
                  }));
        }
        String lines =
            IntStream.range(0, EVENTS)
                .mapToObj(event -> "{\"event\":\"" + (WRITERS - 1) + "/" + event + "\"}\n")
                .collect(Collectors.joining());
        assertThat(Leat.at(redis.url()).feed(lines, "add", STREAM).code()).isZero();
        for (Future<?> writer : writers) {
          writer.get();
        }
      }
      StreamContent content = StreamContent.of(redis, STREAM);
      assertThat(content.firstValues()).hasSize(WRITERS * EVENTS).doesNotHaveDuplicates();
      for (RunningLeat process : processes) {
        process.awaitLines(WRITERS * EVENTS);
        process.signal("TERM");
        Leat.Result result = process.end();
        assertThat(result.code()).as(result.err()).isEqualTo(143);
        assertThat(result.lines()).isEqualTo(content.ids());
      }
      Poll.until(
          Duration.ofSeconds(30),
          "all events at every follower",
          () -> followers.stream().allMatch(f -> f.ids().size() >= content.ids().size()));
      stop.request();
      for (Follower follower : followers) {
        assertThat(follower.end().get()).isEqualTo(content.ids().size());
        assertThat(List.copyOf(follower.ids())).isEqualTo(content.ids());
      }
    } finally {
      stop.request();
      processes.forEach(RunningLeat::close);
      followers.forEach(follower -> follower.server().close());
    }
    Poll.until(Duration.ofSeconds(10), "no connection left", () -> connections(redis) == 1);
    assertThat(blocked(redis)).isZero();
  }

  private static void write(Log log, int writer, int event) {
    Appender appender =
        new Appender(log, STREAM, AppendOptions.NONE, OptionalLong.empty(), _ -> {});
    appender.add(Draft.of(Event.of("event", writer + "/" + event)), 0);
    appender.flush();
  }

  private static Follower follow(RedisServer redis, ExecutorService threads, Stop stop) {
    Server server = Server.connect(Endpoint.parse(redis.url()));
    ConcurrentLinkedQueue<String> ids = new ConcurrentLinkedQueue<>();
    Output out =
        new Output() {
          @Override
          public void entry(Entry entry) {
            ids.add(entry.id().toString());
          }

          @Override
          public void delivery(Delivery delivery) {
            throw new AssertionError("no sink here");
          }

          @Override
          public void flush() {}
        };
    Reading reading =
        new Reading(
            List.of(STREAM),
            Selection.ALL.withLast(0).following(),
            Filter.ALL,
            false,
            false,
            Optional.empty());
    Future<Long> end =
        threads.submit(new LogReader(server.log(), reading, out, _ -> {}, stop)::run);
    return new Follower(server, ids, end);
  }

  private static long blocked(RedisServer redis) {
    return clients(redis).filter(client -> client.contains("cmd=xread")).count();
  }

  private static long connections(RedisServer redis) {
    return clients(redis).count();
  }

  private static java.util.stream.Stream<String> clients(RedisServer redis) {
    return String.valueOf(redis.execute("CLIENT", "LIST")).lines();
  }
}
