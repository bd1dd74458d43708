package dev.leat.redis;

import dev.leat.core.Failure;
import dev.leat.core.Replies;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.protocol.CommandType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which node of a cluster has which slot, as CLUSTER SLOTS told and MOVED corrected.
final class SlotMap {
  private final Endpoint.@Nullable Host[] owners = new Endpoint.Host[SlotHash.SLOT_COUNT];

  /// Every node ever heard of, replicas too: any of them may tell the slots when others are gone.
  private final Set<Endpoint.Host> known = new LinkedHashSet<>();

  private volatile boolean stale;

  private SlotMap() {}

  /// Asks a node.
  ///
  /// @return null when it is no node of a cluster
  static @Nullable SlotMap of(Nodes nodes, Endpoint.Host host) {
    SlotMap map = new SlotMap();
    try {
      map.ask(nodes, host);
    } catch (Failure.Refused noCluster) {
      return null;
    }
    return map;
  }

  /// The node that has a slot, asking again first when the map proved wrong.
  ///
  /// @throws Failure.Unreachable when no node has it
  synchronized Endpoint.Host owner(int slot, Nodes nodes) {
    refresh(nodes);
    Endpoint.Host owner = owners[slot];
    if (owner == null) {
      stale = true;
      throw new Failure.Unreachable("no node of the cluster serves slot " + slot, null, null);
    }
    return owner;
  }

  /// The nodes that have slots.
  synchronized Set<Endpoint.Host> masters(Nodes nodes) {
    refresh(nodes);
    Set<Endpoint.Host> masters = new LinkedHashSet<>();
    for (Endpoint.Host owner : owners) {
      if (owner != null) {
        masters.add(owner);
      }
    }
    return masters;
  }

  /// A node answered that another one has the slot.
  synchronized void moved(int slot, Endpoint.Host to) {
    owners[slot] = to;
    known.add(to);
    stale = true; // one slot seldom moves alone
  }

  /// A node did not answer: its slots may be another's by now.
  void doubt() {
    stale = true;
  }

  private void refresh(Nodes nodes) {
    if (!stale) {
      return;
    }
    List<Endpoint.Host> hosts = new ArrayList<>(known);
    for (Endpoint.Host host : hosts) {
      try {
        ask(nodes, host);
        return;
      } catch (Failure notThisOne) {
        // the next may know
      }
    }
    // Nobody answers: what is known stays, and its failure says why when it is tried.
  }

  /// Source: CLUSTER SLOTS, `[[first, last, [master, port, ...], [replica, port, ...]...]...]`.
  private synchronized void ask(Nodes nodes, Endpoint.Host host) {
    List<@Nullable Object> ranges =
        Calls.list(Replies.join(nodes.on(nodes.link(host)).asking(CommandType.CLUSTER, "SLOTS")));
    stale = false;
    known.add(host);
    for (Object range : ranges) {
      List<@Nullable Object> facts = Calls.list(range);
      int first = (int) Calls.number(facts.get(0));
      int last = (int) Calls.number(facts.get(1));
      for (int i = 2; i < facts.size(); i++) {
        Endpoint.Host node = host(Calls.list(facts.get(i)), host);
        known.add(node);
        if (i == 2) {
          Arrays.fill(owners, first, last + 1, node);
        }
      }
    }
  }

  /// A node that does not know its own address leaves the name empty: then it is where it was
  /// reached.
  private static Endpoint.Host host(List<@Nullable Object> facts, Endpoint.Host asked) {
    String name = facts.get(0) == null ? "" : Calls.text(facts.get(0));
    return new Endpoint.Host(
        name.isEmpty() ? asked.name() : name,
        (int) Calls.number(Objects.requireNonNull(facts.get(1))));
  }
}
