package dev.leat.cli;

import dev.leat.core.Failure;
import dev.leat.local.PrivateServer;
import dev.leat.redis.Endpoint;
import dev.leat.redis.Password;
import dev.leat.redis.Server;
import dev.leat.terminal.Prompt;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which server, and how to get in.
final class ConnectionOptions {
  private static final String LOCAL = "local:";
  private static final String DEFAULT = "redis://localhost:6379";

  private @Nullable String url;

  private @Nullable String user;

  private @Nullable Path passwordFile;

  private boolean askPassword;

  private @Nullable Path caCertificate;

  private @Nullable Path certificate;

  private @Nullable Path key;

  private boolean insecure;

  private Duration timeout = Duration.ofSeconds(5);

  private @Nullable Endpoint resolved;

  void declare(Options all) {
    Options options = all.group("Connection:");
    options.value(
        "-u, --url",
        "URL",
        "redis://HOST:PORT/DB, rediss:// (TLS), redis-sentinel://HOST:PORT,...#MASTER, or local:"
            + " (a private server). By default LEAT_URL, else REDIS_URL, else"
            + " redis://localhost:6379.",
        text -> url = text);
    options.value("--user", "NAME", "The user to log in as.", text -> user = text);
    options.value(
        "--password-file",
        "FILE",
        "Read the password from FILE, which nobody else may read.",
        text -> passwordFile = Options.path(text));
    options.flag("--askpass", "Ask for the password.", () -> askPassword = true);
    options.value(
        "--cacert",
        "FILE",
        "Trust the authorities in FILE (PEM), not those of the JDK.",
        text -> caCertificate = Options.path(text));
    options.value(
        "--cert",
        "FILE",
        "Present this certificate (PEM).",
        text -> certificate = Options.path(text));
    options.value(
        "--key", "FILE", "The certificate's key (PEM).", text -> key = Options.path(text));
    options.flag("--insecure", "Do not verify the server's certificate.", () -> insecure = true);
    options.value(
        "--timeout",
        "DUR",
        "How long to wait for a connection or a reply; 5s by default.",
        text -> timeout = PositiveDuration.parse(text));
  }

  /// Connects to the server; a private one is started first where it does not run.
  ///
  /// @throws Failure.Unreachable when it cannot be reached
  Server connect(Surroundings surroundings) {
    Endpoint endpoint = endpoint(surroundings);
    surroundings.diagnostics().detail("connecting to " + endpoint.display());
    return Server.connect(endpoint);
  }

  /// Connects to the server only if that asks nobody and starts nothing.
  ///
  /// @throws Failure when it does not
  Server connectIfRunning(Duration patience, Surroundings surroundings) {
    String url = url(surroundings);
    Endpoint endpoint =
        isLocal(url)
            ? endpoint(
                privateServer(surroundings)
                    .status()
                    .orElseThrow(() -> new Failure.Usage("not running")))
            : remote(url, surroundings, false);
    return Server.connect(endpoint.withTimeout(patience));
  }

  /// What to call the server in a message: where it is, without who and with what.
  String name(Surroundings surroundings) {
    return endpoint(surroundings).display();
  }

  /// The private server that was asked for, else the one in the default place.
  ///
  /// @throws Failure.Usage when another server was asked for by an option, or a way to get in: a
  ///   private server has a password of its own and no TLS
  PrivateServer privateServer(Surroundings surroundings) {
    if (url != null && !isLocal(url)) {
      throw new Failure.Usage("--url: a private server is local: or local:DIR");
    }
    if (user != null || passwordFile != null || askPassword) {
      throw new Failure.Usage(
          "--user, --password-file and --askpass do not go with a private server, which knows its"
              + " own");
    }
    if (caCertificate != null || certificate != null || key != null || insecure) {
      throw new Failure.Usage(
          "--cacert, --cert, --key and --insecure need a server with TLS", "-u rediss://...");
    }
    String wanted = url(surroundings);
    String directory = isLocal(wanted) ? wanted.substring(LOCAL.length()) : "";
    return PrivateServer.at(
        directory.isEmpty() ? Optional.empty() : Optional.of(Path.of(directory)),
        surroundings.environment());
  }

  private Endpoint endpoint(Surroundings surroundings) {
    Endpoint endpoint = resolved;
    if (endpoint == null) {
      String url = url(surroundings);
      endpoint =
          isLocal(url)
              ? endpoint(privateServer(surroundings).ensureStarted())
              : remote(url, surroundings, askPassword);
      resolved = endpoint;
    }
    return endpoint;
  }

  private Endpoint endpoint(PrivateServer.Running server) {
    return Endpoint.parse("redis://" + server.host() + ":" + server.port())
        .withLogin(null, new Password(server.password()))
        .withTimeout(timeout);
  }

  private Endpoint remote(String url, Surroundings surroundings, boolean ask) {
    Endpoint endpoint = Endpoint.parse(url);
    if (caCertificate != null || certificate != null || key != null || insecure) {
      if (!endpoint.tls()) {
        throw new Failure.Usage(
            "--cacert, --cert, --key and --insecure need a server with TLS", "-u rediss://...");
      }
      endpoint = endpoint.withTls(caCertificate, certificate, key, insecure);
      if (insecure) {
        surroundings.diagnostics().warn("--insecure: the server's certificate is not verified");
      }
    }
    return endpoint.withLogin(user, password(endpoint, surroundings, ask)).withTimeout(timeout);
  }

  /// An option comes before the URL, which comes before the environment.
  private @Nullable Password password(Endpoint endpoint, Surroundings surroundings, boolean ask) {
    if (passwordFile != null && askPassword) {
      throw new Failure.Usage("--password-file and --askpass exclude each other");
    }
    if (passwordFile != null) {
      return PasswordFile.read(passwordFile);
    }
    if (ask) {
      return new Password(
          new String(
              Prompt.password("Password for " + endpoint.display() + ": ", surroundings.stop())));
    }
    if (endpoint.password() != null) {
      return null;
    }
    String variable = surroundings.variable(EnvironmentVariable.LEAT_PASSWORD);
    if (variable == null) {
      variable = surroundings.variable(EnvironmentVariable.REDISCLI_AUTH);
    }
    return variable == null ? null : new Password(variable);
  }

  private String url(Surroundings surroundings) {
    if (url != null) {
      return url;
    }
    String variable = surroundings.variable(EnvironmentVariable.LEAT_URL);
    if (variable == null) {
      variable = surroundings.variable(EnvironmentVariable.REDIS_URL);
    }
    return variable == null ? DEFAULT : variable;
  }

  private static boolean isLocal(String url) {
    return url.startsWith(LOCAL);
  }
}
