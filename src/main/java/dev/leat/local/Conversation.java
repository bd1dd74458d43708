package dev.leat.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A short talk with whatever listens on a port: RESP2 as in
/// https://redis.io/docs/latest/develop/reference/protocol-spec/, strings only.
///
/// The other side is not trusted: the whole talk is bounded in time and in bytes.
final class Conversation implements AutoCloseable {
  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_DEPTH = 4;

  private final Socket socket = new Socket();
  private final long deadline;
  private final byte[] buffer = new byte[8192];
  private int position;
  private int limit;
  private int received;

  private Conversation(Duration atMost) {
    deadline = System.nanoTime() + atMost.toNanos();
  }

  /// @throws java.net.ConnectException when nobody listens
  /// @throws SocketTimeoutException when nobody answers; so does every later call once the time is
  ///   over
  static Conversation open(String host, int port, Duration atMost) throws IOException {
    Conversation conversation = new Conversation(atMost);
    try {
      conversation.socket.setTcpNoDelay(true);
      conversation.socket.connect(
          new InetSocketAddress(InetAddress.ofLiteral(host), port), conversation.remaining());
      return conversation;
    } catch (IOException e) {
      conversation.close();
      throw e;
    }
  }

  /// Sends commands at once and reads a reply to each.
  List<Reply> ask(List<List<String>> commands) throws IOException {
    var request = new ByteArrayOutputStream();
    for (List<String> command : commands) {
      request.writeBytes(("*" + command.size() + "\r\n").getBytes(ISO_8859_1));
      for (String word : command) {
        byte[] bytes = word.getBytes(UTF_8);
        request.writeBytes(("$" + bytes.length + "\r\n").getBytes(ISO_8859_1));
        request.writeBytes(bytes);
        request.writeBytes(new byte[] {'\r', '\n'});
      }
    }
    request.writeTo(socket.getOutputStream());
    List<Reply> replies = new ArrayList<>();
    for (int i = 0; i < commands.size(); i++) {
      replies.add(reply(0));
    }
    return replies;
  }

  private Reply reply(int depth) throws IOException {
    String head = line();
    String rest = head.isEmpty() ? "" : head.substring(1);
    return switch (head.isEmpty() ? 0 : head.charAt(0)) {
      case '+', ':' -> new Reply.Text(rest);
      case '-' -> new Reply.Refusal(rest);
      case '$' -> new Reply.Text(bulk(length(rest)));
      case '*' -> {
        if (depth == MAX_DEPTH) {
          throw new ProtocolException("too deep");
        }
        List<Reply> items = new ArrayList<>();
        int length = length(rest);
        for (int i = 0; i < length; i++) {
          items.add(reply(depth + 1));
        }
        yield new Reply.Items(items);
      }
      default -> throw new ProtocolException("not a Redis server");
    };
  }

  private static int length(String digits) throws ProtocolException {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw new ProtocolException("not a length");
    }
  }

  private String bulk(int length) throws IOException {
    if (length < 0) {
      return "";
    }
    var text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) next());
    }
    next();
    next();
    return text.toString();
  }

  private String line() throws IOException {
    var text = new StringBuilder();
    for (int c = next(); c != '\r'; c = next()) {
      text.append((char) c);
    }
    next();
    return text.toString();
  }

  private int next() throws IOException {
    if (position == limit) {
      socket.setSoTimeout(remaining());
      limit = socket.getInputStream().read(buffer);
      position = 0;
      if (limit < 0) {
        limit = 0;
        throw new EOFException("closed");
      }
      received += limit;
      if (received > MAX_BYTES) {
        throw new ProtocolException("too long");
      }
    }
    return buffer[position++] & 0xff;
  }

  /// In milliseconds, never 0: that would be for ever.
  private int remaining() throws SocketTimeoutException {
    long millis = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
    if (millis <= 0) {
      throw new SocketTimeoutException("no answer in time");
    }
    return (int) millis;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // Nothing is lost with it.
    }
  }
}
