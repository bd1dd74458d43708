package dev.leat.redis;

import dev.leat.core.Durations;
import dev.leat.core.Failure;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/// The one place that turns Lettuce's errors into [Failure]s.
final class Errors {
  private static final String LOCAL = "is a server running there? -u local: starts a private one";

  /// What a server says that will serve again in a while; it ran nothing.
  private static final List<String> UNAVAILABLE =
      List.of("LOADING", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN");

  /// What ends a wait when its sink or its stream has gone; the second is Redis 7.0 alone.
  private static final List<String> GONE =
      List.of("NOGROUP", "UNBLOCKED the stream key no longer exists");

  /// What Redis 6.2 puts around its words when a script asks: its place there, and a reply's marks.
  private static final Pattern IN_A_SCRIPT = Pattern.compile("^@user_script: \\d+: -?|\\s+$");

  private Errors() {}

  /// Whether the server answered, with an error: then the connection is in order.
  static boolean isReply(Throwable error) {
    return unwrap(error) instanceof RedisCommandExecutionException;
  }

  private static Throwable unwrap(Throwable error) {
    return error instanceof CompletionException && error.getCause() != null
        ? error.getCause()
        : error;
  }

  /// What an error in place of a reply means.
  static Failure reply(Endpoint endpoint, Duration timeout, boolean writes, Throwable thrown) {
    Throwable error = unwrap(thrown);
    String words = String.valueOf(error.getMessage());
    if (error instanceof RedisCommandExecutionException) {
      return refused(words);
    }
    boolean rejected = words.contains("Commands are rejected");
    String message =
        error instanceof TimeoutException
            ? "no reply from " + endpoint.display() + " within " + Durations.print(timeout)
            : "connection to " + endpoint.display() + " lost";
    return writes && !rejected
        ? new Failure.OutcomeUnknown("sent, but " + message, null, error)
        : new Failure.Unreachable(message, null, error);
  }

  /// Too many commands have no reply, so that one more was not even sent.
  static Failure noRoom(Endpoint endpoint, Duration timeout) {
    return new Failure.Unreachable(
        "no reply from " + endpoint.display() + " within " + Durations.print(timeout), null, null);
  }

  /// The server's refusal in its own words.
  static Failure refused(String said) {
    String words = IN_A_SCRIPT.matcher(said).replaceAll("");
    if (GONE.stream().anyMatch(words::startsWith)) {
      return new Failure.NotFound(words, "leat sink create SINK STREAM --from start");
    }
    if (words.startsWith("NOAUTH") || words.startsWith("WRONGPASS")) {
      return new Failure.Unreachable(words, "LEAT_PASSWORD, --password-file or --askpass", null);
    }
    if (UNAVAILABLE.stream().anyMatch(words::startsWith)) {
      return new Failure.Unreachable(words, null, null);
    }
    return new Failure.Refused(words, null);
  }

  /// A sink that is not there, by its name and not in the server's words; any other failure as it
  /// is.
  static Failure naming(String sink, String stream, Failure failure) {
    String words = String.valueOf(failure.getMessage());
    // Where something else has the stream's name by now, there is no sink either.
    boolean replaced = failure instanceof Failure.Refused && words.startsWith("WRONGTYPE");
    if (replaced
        || failure instanceof Failure.NotFound && GONE.stream().anyMatch(words::startsWith)) {
      return new Failure.NotFound(
          "sink \"" + sink + "\" does not exist on stream \"" + stream + "\"",
          "leat sink create " + sink + " " + stream + " --from start");
    }
    return failure;
  }

  /// Why connecting failed.
  static Failure connecting(Endpoint endpoint, RuntimeException thrown) {
    String where = "cannot reach " + endpoint.display() + ": ";
    Throwable root = thrown;
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      root = cause;
      String words = String.valueOf(cause.getMessage());
      if (cause instanceof RedisCommandExecutionException) {
        return new Failure.Unreachable(
            where + words,
            words.startsWith("NOAUTH") || words.startsWith("WRONGPASS")
                ? "LEAT_PASSWORD, --password-file or --askpass"
                : null,
            thrown);
      }
      if (cause instanceof CertificateException && words.contains("subject alternative")
          || words.startsWith("No name matching")) {
        return new Failure.Unreachable(
            where + "the certificate is for another host (" + words + ")", null, thrown);
      }
    }
    if (root instanceof CertPathBuilderException || root instanceof CertPathValidatorException) {
      return new Failure.Unreachable(
          where + "its certificate is from no authority that is trusted here",
          "--cacert names the authority's file",
          thrown);
    }
    if (root instanceof CertificateException || root instanceof SSLException) {
      return new Failure.Unreachable(where + "TLS failed: " + root.getMessage(), null, thrown);
    }
    if (root instanceof RedisCommandTimeoutException || root instanceof ConnectTimeoutException) {
      return new Failure.Unreachable(
          where + "no reply within " + Durations.print(endpoint.timeout()),
          endpoint.tls() ? "rediss:// is for a port that speaks TLS" : null,
          thrown);
    }
    if (root instanceof UnknownHostException) {
      return new Failure.Unreachable(where + "unknown host", null, thrown);
    }
    if (root instanceof ConnectException) {
      return new Failure.Unreachable(where + "connection refused", LOCAL, thrown);
    }
    return new Failure.Unreachable(where + root.getMessage(), LOCAL, thrown);
  }
}
