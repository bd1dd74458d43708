package dev.leat.redis;

import dev.leat.core.Failure;
import io.lettuce.core.protocol.CommandType;
import java.util.concurrent.CompletableFuture;

/// The way to the node of a cluster that has a slot. A node that does not have it says MOVED or ASK
/// and ran nothing, so going on to the right one is not sending twice.
final class SlotRoute implements Route {
  private static final int MOST_REDIRECTS = 5;

  private final Nodes nodes;
  private final SlotMap slots;
  private final int slot;

  SlotRoute(Nodes nodes, SlotMap slots, int slot) {
    this.nodes = nodes;
    this.slots = slots;
    this.slot = slot;
  }

  @Override
  public <T> CompletableFuture<T> send(Request<T> request) {
    CompletableFuture<T> result = new CompletableFuture<>();
    try {
      send(nodes.link(slots.owner(slot, nodes)), request, result, MOST_REDIRECTS);
    } catch (Failure noOwner) {
      result.completeExceptionally(noOwner);
    }
    return result;
  }

  private <T> void send(Link link, Request<T> request, CompletableFuture<T> result, int redirects) {
    CompletableFuture<T> reply = link.send(request);
    var _ =
        result.whenComplete(
            (_, _) -> {
              if (result.isCancelled()) {
                var _ = reply.cancel(false);
              }
            });
    // Elsewhere than on Lettuce's threads, because a redirect may have to connect.
    var _ =
        reply.whenComplete(
            (value, thrown) -> {
              if (thrown == null) {
                result.complete(value);
              } else {
                var _ =
                    CompletableFuture.runAsync(
                        () -> failed(Calls.unwrapped(thrown), request, result, redirects));
              }
            });
  }

  private <T> void failed(
      Throwable error, Request<T> request, CompletableFuture<T> result, int redirects) {
    try {
      String words = String.valueOf(error.getMessage());
      boolean ask = words.startsWith("ASK ");
      if (error instanceof Failure.Refused
          && (ask || words.startsWith("MOVED "))
          && redirects > 0) {
        Endpoint.Host to = target(words);
        if (ask) {
          var _ =
              nodes
                  .link(to)
                  .send(
                      new Request<>(
                          false,
                          request.timeout(),
                          CommandType.ASKING,
                          TreeOutput::new,
                          Calls.args()));
        } else {
          slots.moved(slot, to);
        }
        send(nodes.link(to), request, result, redirects - 1);
        return;
      }
      if (error instanceof Failure.Unreachable || error instanceof Failure.OutcomeUnknown) {
        slots.doubt();
      }
      result.completeExceptionally(error);
    } catch (RuntimeException unexpected) {
      result.completeExceptionally(unexpected);
    }
  }

  /// `MOVED 3999 127.0.0.1:6381`.
  private static Endpoint.Host target(String words) {
    String address = words.substring(words.lastIndexOf(' ') + 1);
    int colon = address.lastIndexOf(':');
    return new Endpoint.Host(
        address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
  }
}
