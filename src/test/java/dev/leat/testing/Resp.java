package dev.leat.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A bare client that shares no code with leat, for setting scenes and checking results: one
/// blocking socket, RESP2.
public final class Resp implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  /// Connects to a server on this machine; a reply that takes longer than 10 s fails.
  public Resp(int port) throws IOException {
    socket = new Socket();
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
    socket.setSoTimeout(10_000);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
    out = new BufferedOutputStream(socket.getOutputStream());
  }

  /// Replies that take longer fail with a [java.net.SocketTimeoutException].
  public void timeout(int millis) throws IOException {
    socket.setSoTimeout(millis);
  }

  /// Runs a command.
  ///
  /// @return a String (bytes taken as UTF-8), a Long, a List of these, or null
  /// @throws ErrorReply when the server says no
  public @Nullable Object execute(String... command) throws IOException {
    byte[][] parts = new byte[command.length][];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = command[i].getBytes(UTF_8);
    }
    return execute(parts);
  }

  /// The same with arguments that need not be text.
  public @Nullable Object execute(byte[]... command) throws IOException {
    out.write(("*" + command.length + "\r\n").getBytes(ISO_8859_1));
    for (byte[] part : command) {
      out.write(("$" + part.length + "\r\n").getBytes(ISO_8859_1));
      out.write(part);
      out.write('\r');
      out.write('\n');
    }
    out.flush();
    return reply();
  }

  private @Nullable Object reply() throws IOException {
    String line = line();
    String rest = line.substring(1);
    return switch (line.charAt(0)) {
      case '+' -> rest;
      case '-' -> throw new ErrorReply(rest);
      case ':' -> Long.valueOf(rest);
      case '$' -> bulk(Integer.parseInt(rest));
      case '*' -> array(Integer.parseInt(rest));
      default -> throw new IOException("not RESP2: " + line);
    };
  }

  private @Nullable String bulk(int length) throws IOException {
    if (length < 0) {
      return null;
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the server closed the connection");
    }
    in.skipNBytes(2);
    return new String(bytes, UTF_8);
  }

  private @Nullable List<@Nullable Object> array(int length) throws IOException {
    if (length < 0) {
      return null;
    }
    List<@Nullable Object> items = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      Object item;
      try {
        item = reply();
      } catch (ErrorReply inside) {
        item = inside;
      }
      items.add(item);
    }
    return items;
  }

  private String line() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int c = in.read(); c != '\r'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the server closed the connection");
      }
      text.append((char) c);
    }
    if (in.read() != '\n') {
      throw new IOException("a line did not end in CRLF");
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /// The server said no.
  public static final class ErrorReply extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ErrorReply(String message) {
      super(message);
    }
  }
}
