package dev.leat.redis;

import dev.leat.core.Failure;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a server is and how to reach it. Parsed here and not by Lettuce, whose messages quote the
/// whole URL with its password.
///
/// @param hosts the server, or with `master` the sentinels
/// @param master the name of the master that sentinels watch, or null
/// @param database number of the database, 0 or more
/// @param timeout for connecting and for every reply
public record Endpoint(
    List<Host> hosts,
    @Nullable String master,
    int database,
    boolean tls,
    @Nullable String user,
    @Nullable Password password,
    @Nullable Path caCertificate,
    @Nullable Path certificate,
    @Nullable Path key,
    boolean insecure,
    Duration timeout) {
  /// A host and its port.
  public record Host(String name, int port) {
    @Override
    public String toString() {
      return (name.indexOf(':') < 0 ? name : '[' + name + ']') + ':' + port;
    }
  }

  private static final int PORT = 6379;
  private static final int SENTINEL_PORT = 26379;
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

  /// Parses `redis://[[user]:password@]host[:port][/database]`, `rediss://` the same over TLS, or
  /// `redis-sentinel://[[user]:password@]host[:port],...[/database]#master`. The password of a
  /// sentinel URL is the server's.
  ///
  /// @throws Failure.Usage when the text is none of these; the message never holds a password
  public static Endpoint parse(String url) {
    int schemeEnd = url.indexOf("://");
    String scheme = schemeEnd < 0 ? "" : url.substring(0, schemeEnd);
    boolean sentinel = scheme.equals("redis-sentinel");
    if (!sentinel && !scheme.equals("redis") && !scheme.equals("rediss")) {
      throw bad("it does not start with redis://, rediss://, redis-sentinel:// or local:");
    }
    String rest = url.substring(schemeEnd + 3);
    int hash = rest.lastIndexOf('#');
    String master = sentinel && hash >= 0 ? rest.substring(hash + 1) : null;
    if (sentinel && (master == null || master.isEmpty())) {
      throw bad("a redis-sentinel:// URL ends with #MASTER");
    }
    if (hash >= 0 && sentinel) {
      rest = rest.substring(0, hash);
    }
    int at = rest.lastIndexOf('@');
    String login = at < 0 ? "" : rest.substring(0, at);
    rest = rest.substring(at + 1);
    int slash = rest.indexOf('/');
    String path = slash < 0 ? "" : rest.substring(slash + 1);
    String authority = slash < 0 ? rest : rest.substring(0, slash);
    int question = path.indexOf('?');
    if (question >= 0 || authority.indexOf('?') >= 0) {
      throw bad("it has parameters (?), which leat takes as options");
    }
    List<Host> hosts = new ArrayList<>();
    for (String host : authority.split(",", -1)) {
      hosts.add(host(host, sentinel ? SENTINEL_PORT : PORT));
    }
    if (hosts.size() > 1 && !sentinel) {
      throw bad("it names several hosts");
    }
    int colon = login.indexOf(':');
    String user = colon < 0 ? login : login.substring(0, colon);
    String password = colon < 0 ? "" : login.substring(colon + 1);
    return new Endpoint(
        List.copyOf(hosts),
        master,
        database(path),
        scheme.equals("rediss"),
        user.isEmpty() ? null : decode(user),
        password.isEmpty() ? null : new Password(decode(password)),
        null,
        null,
        null,
        false,
        DEFAULT_TIMEOUT);
  }

  private static Host host(String text, int defaultPort) {
    try {
      URI uri = new URI("redis://" + text).parseServerAuthority();
      if (uri.getHost() == null || uri.getPort() > 65535 || uri.getPort() == 0) {
        throw bad("'" + text + "' is not a host and port");
      }
      String name = uri.getHost().replaceAll("^\\[|]$", "");
      return new Host(name, uri.getPort() < 0 ? defaultPort : uri.getPort());
    } catch (URISyntaxException unreadable) {
      throw bad("'" + text + "' is not a host and port");
    }
  }

  private static int database(String path) {
    if (path.isEmpty()) {
      return 0;
    }
    if (!path.matches("\\d{1,9}")) {
      throw bad("the database after the host is not a number");
    }
    return Integer.parseInt(path);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException percent) {
      throw bad("a % in user or password is not followed by two hexadecimal digits");
    }
  }

  private static Failure bad(String why) {
    return new Failure.Usage(
        "bad URL: " + why, "redis://host:6379, or local: for a private server");
  }

  /// The same server with other credentials; null keeps what there was.
  public Endpoint withLogin(@Nullable String otherUser, @Nullable Password otherPassword) {
    return new Endpoint(
        hosts,
        master,
        database,
        tls,
        otherUser == null ? user : otherUser,
        otherPassword == null ? password : otherPassword,
        caCertificate,
        certificate,
        key,
        insecure,
        timeout);
  }

  /// The same server with other certificates (PEM files, or null), verified or not.
  public Endpoint withTls(
      @Nullable Path ca, @Nullable Path ownCertificate, @Nullable Path ownKey, boolean unverified) {
    return new Endpoint(
        hosts,
        master,
        database,
        tls,
        user,
        password,
        ca,
        ownCertificate,
        ownKey,
        unverified,
        timeout);
  }

  /// Another server with all else the same.
  Endpoint at(Host host) {
    return new Endpoint(
        List.of(host),
        null,
        database,
        tls,
        user,
        password,
        caCertificate,
        certificate,
        key,
        insecure,
        timeout);
  }

  /// The same server with another patience.
  ///
  /// @param other longer than zero
  public Endpoint withTimeout(Duration other) {
    return new Endpoint(
        hosts,
        master,
        database,
        tls,
        user,
        password,
        caCertificate,
        certificate,
        key,
        insecure,
        other);
  }

  /// For people: where, without who and with what.
  public String display() {
    String text = String.join(",", hosts.stream().map(Host::toString).toList());
    return text + (database == 0 ? "" : "/" + database) + (master == null ? "" : "#" + master);
  }

  @Override
  public String toString() {
    return display();
  }
}
