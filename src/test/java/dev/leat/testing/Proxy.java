package dev.leat.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A TCP proxy in front of a server, in this JVM, that makes the faults a network makes: it cuts
/// connections, swallows replies and stalls, on demand or when a request or an amount of reply
/// bytes comes by.
///
/// A request is looked at as it arrives, in pieces of up to 64 KiB: a predicate sees one piece, as
/// ISO-8859-1 text.
public final class Proxy implements AutoCloseable {
  /// What happens to a connection.
  public enum Fault {
    /// It is cut; what was just read is not delivered.
    CUT,
    /// The request is delivered, and when the server has answered, the answer is dropped and the
    /// connection cut.
    LOSE_REPLY,
    /// Requests go on to be delivered, no answer comes any more, and the connection stays open.
    MUTE,
    /// Nothing passes any more, either way, and the connection stays open.
    STALL
  }

  private record Rule(Predicate<String> request, Fault fault, AtomicInteger left) {}

  private final int serverPort;
  private ServerSocket listener;
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final AtomicInteger faults = new AtomicInteger();
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicLong requestBytes = new AtomicLong();
  private final AtomicLong replyBytes = new AtomicLong();
  private volatile long replyLimit = Long.MAX_VALUE;
  private volatile Fault replyFault = Fault.CUT;
  private volatile boolean closed;

  /// Listens on a free port of this machine, for a server on this machine.
  public Proxy(int serverPort) {
    this.serverPort = serverPort;
    this.listener = listen(0);
  }

  public int port() {
    return listener.getLocalPort();
  }

  /// `redis://127.0.0.1:PORT`.
  public String url() {
    return "redis://127.0.0.1:" + port();
  }

  /// The next request that holds `text` meets a fault, once.
  public void onRequest(String text, Fault fault) {
    onRequest(request -> request.contains(text), fault, 1);
  }

  /// The next `times` requests that match meet a fault.
  public void onRequest(Predicate<String> request, Fault fault, int times) {
    rules.add(new Rule(request, fault, new AtomicInteger(times)));
  }

  /// After so many more bytes of replies, over all connections, the connection that carries them
  /// meets a fault, once.
  public void afterReplyBytes(long bytes, Fault fault) {
    replyFault = fault;
    replyLimit = replyBytes.get() + bytes;
  }

  /// Cuts every connection there is; new ones are taken.
  public void cut() {
    links.forEach(Link::cut);
  }

  /// Lets nothing pass on every connection there is.
  public void stall() {
    links.forEach(link -> link.suffer(Fault.STALL));
  }

  /// Cuts every connection and refuses new ones, until [#accept].
  public void refuse() {
    close(listener);
    cut();
  }

  /// Takes connections again, on the same port.
  public void accept() {
    listener = listen(port());
  }

  /// How many faults of [#onRequest] and [#afterReplyBytes] have happened.
  public int faults() {
    return faults.get();
  }

  /// How many connections there are.
  public int connections() {
    return links.size();
  }

  /// How many connections were ever taken.
  public int accepted() {
    return accepted.get();
  }

  /// How many bytes clients have sent.
  public long requestBytes() {
    return requestBytes.get();
  }

  /// How many bytes the server has sent.
  public long replyBytes() {
    return replyBytes.get();
  }

  @Override
  public void close() {
    closed = true;
    close(listener);
    cut();
  }

  private ServerSocket listen(int port) {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      Thread.ofVirtual().name("proxy").start(() -> acceptAll(socket));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void acceptAll(ServerSocket socket) {
    while (!closed && !socket.isClosed()) {
      try {
        Socket client = socket.accept();
        accepted.incrementAndGet();
        try {
          links.add(new Link(client, new Socket(InetAddress.getLoopbackAddress(), serverPort)));
        } catch (IOException noServer) {
          close(client);
        }
      } catch (IOException ended) {
        return;
      }
    }
  }

  private @Nullable Fault faultFor(byte[] bytes, int length) {
    if (rules.isEmpty()) {
      return null;
    }
    String request = new String(bytes, 0, length, ISO_8859_1);
    for (Iterator<Rule> all = rules.iterator(); all.hasNext(); ) {
      Rule rule = all.next();
      if (rule.request().test(request) && rule.left().getAndDecrement() > 0) {
        faults.incrementAndGet();
        return rule.fault();
      }
    }
    return null;
  }

  private static void close(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      // it is gone either way
    }
  }

  /// One client's connection and its counterpart to the server.
  private final class Link {
    private final Socket client;
    private final Socket server;
    private volatile @Nullable Fault fault;

    Link(Socket client, Socket server) throws IOException {
      this.client = client;
      this.server = server;
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      Thread.ofVirtual().name("proxy requests").start(() -> pump(this::requests));
      Thread.ofVirtual().name("proxy replies").start(() -> pump(this::replies));
    }

    void suffer(Fault what) {
      fault = what;
      if (what == Fault.CUT) {
        cut();
      }
    }

    void cut() {
      links.remove(this);
      Proxy.close(client);
      Proxy.close(server);
    }

    private void requests() throws IOException {
      InputStream in = client.getInputStream();
      OutputStream out = server.getOutputStream();
      byte[] buffer = new byte[64 * 1024];
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        requestBytes.addAndGet(length);
        Fault found = faultFor(buffer, length);
        if (found != null) {
          suffer(found);
        }
        if (fault != Fault.STALL && fault != Fault.CUT) {
          out.write(buffer, 0, length);
        }
      }
    }

    private void replies() throws IOException {
      InputStream in = server.getInputStream();
      OutputStream out = client.getOutputStream();
      byte[] buffer = new byte[64 * 1024];
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        int pass = length;
        long after = replyBytes.addAndGet(length);
        if (after > replyLimit) {
          pass = (int) Math.max(0, length - (after - replyLimit));
          replyLimit = Long.MAX_VALUE;
          faults.incrementAndGet();
          out.write(buffer, 0, pass);
          suffer(replyFault);
          continue;
        }
        switch (fault) {
          case null -> out.write(buffer, 0, pass);
          case LOSE_REPLY, CUT -> {
            return;
          }
          case MUTE, STALL -> {}
        }
      }
    }

    private void pump(Direction direction) {
      try {
        direction.run();
      } catch (IOException ended) {
        // either side has closed, so the other is closed too
      } finally {
        cut();
      }
    }
  }

  @FunctionalInterface
  private interface Direction {
    void run() throws IOException;
  }
}
