package dev.leat.redis;

import dev.leat.core.Entry;
import io.lettuce.core.cluster.SlotHash;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One connection to every server that is needed: the one there is, or a cluster's masters.
final class Nodes {
  private final LeanClient client;
  private final Endpoint endpoint;
  private final Link first;
  private final Map<Endpoint.Host, Link> links = new ConcurrentHashMap<>();
  private volatile @Nullable SlotMap slots;
  private volatile @Nullable Polling polling;

  Nodes(LeanClient client, Endpoint endpoint) {
    this.client = client;
    this.endpoint = endpoint;
    this.first = new Link(client, endpoint);
    if (endpoint.master() == null) {
      links.put(endpoint.hosts().getFirst(), first);
    }
  }

  /// Connects, and finds out whether this is a node of a cluster.
  ///
  /// @throws dev.leat.core.Failure.Unreachable when that fails
  @Nullable SlotMap connect() {
    var _ = first.open();
    return endpoint.master() == null ? SlotMap.of(this, endpoint.hosts().getFirst()) : null;
  }

  /// Goes by the slots of a cluster.
  void follow(@Nullable SlotMap map) {
    slots = map;
  }

  /// The connection to one node.
  Link link(Endpoint.Host host) {
    return links.computeIfAbsent(host, h -> new Link(client, endpoint.at(h)));
  }

  /// Commands on one stream.
  Calls at(String stream) {
    SlotMap map = slots;
    return new Calls(
        map == null ? first : new SlotRoute(this, map, slot(stream)), endpoint.timeout());
  }

  /// Commands on one node.
  Calls on(Link link) {
    return new Calls(link, endpoint.timeout());
  }

  /// Commands on each server that holds streams.
  List<Calls> masters() {
    SlotMap map = slots;
    return map == null
        ? List.of(on(first))
        : map.masters(this).stream().map(host -> on(link(host))).toList();
  }

  /// The connection that a stream's commands go to now.
  Link linkOf(String stream) {
    SlotMap map = slots;
    return map == null ? first : link(map.owner(slot(stream), this));
  }

  private static int slot(String stream) {
    return SlotHash.getSlot(stream.getBytes(StandardCharsets.UTF_8));
  }

  /// A read that may wait, over streams of one slot.
  @FunctionalInterface
  interface Reading {
    /// Asks, and waits for so long when nothing is there; zero is not at all.
    CompletableFuture<List<Entry>> read(Calls calls, Collection<String> streams, Duration block);
  }

  /// Waits for entries of several streams. In a cluster one command cannot name streams of
  /// different slots, and waiting in turn would hold back what comes to the others: there they are
  /// asked in short intervals instead.
  CompletableFuture<List<Entry>> await(
      Collection<String> streams, Duration block, Reading reading) {
    Collection<List<String>> groups =
        slots == null
            ? List.of(List.copyOf(streams))
            : streams.stream().collect(Collectors.groupingBy(Nodes::slot)).values();
    if (groups.size() == 1) {
      List<String> group = groups.iterator().next();
      return reading.read(at(group.getFirst()), group, block);
    }
    Polling started =
        new Polling(
            groups.stream()
                .map(
                    group ->
                        (Polling.Poll)
                            () -> reading.read(at(group.getFirst()), group, Duration.ZERO))
                .toList(),
            block);
    polling = started;
    return started.start();
  }

  /// Ends the waiting of a cluster's streams.
  void endPolling() {
    Polling current = polling;
    if (current != null) {
      current.end();
    }
  }
}
