package dev.leat.local;

import dev.leat.core.Failure;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;

/// Asks at a port whether the private server is there, and is it.
///
/// Once the server is gone, anybody on the machine may listen on its port. So the server has to
/// prove itself before it is told the password that opens everything: the caller logs in as
/// `probe`, a user that can do next to nothing and whose password is thrown away with every start,
/// and asks for the hash of the other password. Who is not the server cannot know it, and has
/// learnt nothing of use.
final class Probe {
  static final String HOST = "127.0.0.1";

  /// The user `probe` and the one command that proves the server, as an ACL of Redis 6.2 and later.
  static final String RULES = "resetchannels -@all +ping +info +acl|getuser";

  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private Probe() {}

  /// Who is there.
  sealed interface Answer {}

  /// The private server, ready for commands.
  ///
  /// @param version product and version
  record Ready(long pid, String version) implements Answer {}

  /// The private server, still reading its data.
  record Loading() implements Answer {}

  /// Nobody, or not the private server.
  record Absent() implements Answer {}

  /// Someone who does not answer.
  record Silent() implements Answer {}

  static Answer ask(Registration registration) {
    try (Conversation conversation = Conversation.open(HOST, registration.port(), TIMEOUT)) {
      List<Reply> replies =
          conversation.ask(
              List.of(
                  List.of("AUTH", "probe", registration.probe()),
                  List.of("ACL", "GETUSER", "default"),
                  List.of("INFO", "server"),
                  List.of("PING")));
      if (registration.proof().isEmpty() || !replies.get(1).holds(registration.proof())) {
        return new Absent();
      }
      // Any other refusal of a PING, as on a full disk, is the user's to read from their own
      // command.
      if (replies.get(3) instanceof Reply.Refusal refusal
          && refusal.value().startsWith("LOADING")) {
        return new Loading();
      }
      return replies.get(2) instanceof Reply.Text info ? ready(info.value()) : new Absent();
    } catch (SocketTimeoutException e) {
      return new Silent();
    } catch (IOException e) {
      return new Absent();
    }
  }

  /// Loops and no streams, here and in what leads here: this is on the way of every command with
  /// `-u local:`, in a JVM that has just started.
  private static Ready ready(String info) {
    // Valkey calls itself Redis 7.2.4 for its clients' sake, and says the truth beside it.
    String valkey = fact(info, "valkey_version");
    return new Ready(
        Long.parseLong(fact(info, "process_id")),
        valkey.isEmpty() ? "Redis " + fact(info, "redis_version") : "Valkey " + valkey);
  }

  private static String fact(String info, String name) {
    int start = info.indexOf("\n" + name + ":");
    return start < 0 ? "" : info.substring(start + name.length() + 2, info.indexOf('\r', start));
  }

  /// Asks a proven server to end; returns when it has taken the order.
  ///
  /// @throws Failure.Refused when it does not want to, as when it cannot write its data
  /// @throws Failure.Unreachable when it does not answer
  static void shutDown(PrivateServer.Running running) {
    try (Conversation conversation = Conversation.open(running.host(), running.port(), TIMEOUT)) {
      List<Reply> replies =
          conversation.ask(List.of(List.of("AUTH", running.password()), List.of("SHUTDOWN")));
      for (Reply reply : replies) {
        if (reply instanceof Reply.Refusal refusal) {
          throw new Failure.Refused(
              "the private server does not stop: " + refusal.value(),
              "its log is " + running.directory().resolve("redis.log"));
        }
      }
    } catch (EOFException | SocketException e) {
      // What it does in place of a reply, or another leat was quicker.
    } catch (SocketTimeoutException e) {
      // It may have much to write: the caller waits for its process.
    } catch (IOException e) {
      throw new Failure.Unreachable("cannot stop the private server: " + Reason.of(e), null, e);
    }
  }
}
