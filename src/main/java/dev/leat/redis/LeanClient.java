package dev.leat.redis;

import dev.leat.core.Failure;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisAsyncCommandsImpl;
import io.lettuce.core.RedisChannelWriter;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisReactiveCommandsImpl;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.SslVerifyMode;
import io.lettuce.core.StatefulRedisConnectionImpl;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.protocol.PushHandler;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.netty.resolver.DefaultAddressResolverGroup;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.Slf4JLoggerFactory;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// A Lettuce client that does what leat needs and nothing else.
///
/// Commands are dispatched one by one, so no facade of all commands is built with a connection: the
/// synchronous one is a dynamic proxy of 700 methods, the largest part of connecting. Connections
/// do not come back by themselves, because Lettuce would send again what has no reply yet.
final class LeanClient extends RedisClient {
  /// Most commands without a reply on one connection; what is above it fails.
  static final int REQUEST_QUEUE = 1024;

  static {
    // Left to itself, Netty sees that SLF4J has nowhere to log to and writes to standard error.
    InternalLoggerFactory.setDefaultFactory(Slf4JLoggerFactory.INSTANCE);
  }

  private LeanClient(ClientResources resources) {
    super(resources, new RedisURI());
  }

  /// Connects and authenticates; with sentinels, to the master that they name now.
  StatefulRedisConnection<byte[], byte[]> open(Endpoint endpoint) {
    return connect(ByteArrayCodec.INSTANCE, uri(endpoint));
  }

  static LeanClient to(Endpoint endpoint) {
    ClientResources resources =
        DefaultClientResources.builder()
            .ioThreadPoolSize(2)
            .computationThreadPoolSize(2)
            .addressResolverGroup(DefaultAddressResolverGroup.INSTANCE)
            .commandLatencyRecorder(CommandLatencyRecorder.disabled())
            .build();
    LeanClient client = new LeanClient(resources);
    client.setOptions(options(endpoint));
    return client;
  }

  private static RedisURI uri(Endpoint endpoint) {
    Endpoint.Host first = endpoint.hosts().getFirst();
    RedisURI.Builder builder =
        endpoint.master() == null
            ? RedisURI.builder().withHost(first.name()).withPort(first.port())
            : RedisURI.Builder.sentinel(first.name(), first.port(), endpoint.master());
    if (endpoint.master() != null) {
      for (Endpoint.Host host : endpoint.hosts().subList(1, endpoint.hosts().size())) {
        builder.withSentinel(host.name(), host.port());
      }
    }
    builder
        .withDatabase(endpoint.database())
        .withTimeout(endpoint.timeout())
        .withSsl(endpoint.tls())
        .withVerifyPeer(endpoint.insecure() ? SslVerifyMode.NONE : SslVerifyMode.FULL);
    Password password = endpoint.password();
    if (endpoint.user() != null) {
      // Some users have no password; without logging in, all would be done as another one.
      builder.withAuthentication(
          endpoint.user(), password == null ? new char[0] : password.chars());
    } else if (password != null) {
      builder.withPassword(password.chars());
    }
    return builder.build();
  }

  private static ClientOptions options(Endpoint endpoint) {
    SslOptions.Builder ssl = SslOptions.builder().jdkSslProvider();
    if (endpoint.caCertificate() != null) {
      ssl.trustManager(certificates(endpoint.caCertificate()));
    }
    if (endpoint.certificate() != null && endpoint.key() != null) {
      ssl.keyManager(certificates(endpoint.certificate()), readable(endpoint.key()), null);
    }
    return ClientOptions.builder()
        .autoReconnect(false)
        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
        .protocolVersion(ProtocolVersion.RESP2)
        .requestQueueSize(REQUEST_QUEUE)
        .timeoutOptions(TimeoutOptions.builder().timeoutCommands(false).build())
        .socketOptions(
            SocketOptions.builder()
                .connectTimeout(endpoint.timeout())
                .keepAlive(true)
                .tcpNoDelay(true)
                .build())
        .sslOptions(ssl.build())
        .build();
  }

  /// Looked at here, because Lettuce reads it as late as when it connects.
  private static File certificates(Path pem) {
    try (InputStream in = Files.newInputStream(readable(pem).toPath())) {
      if (!CertificateFactory.getInstance("X.509").generateCertificates(in).isEmpty()) {
        return pem.toFile();
      }
    } catch (IOException | CertificateException unreadable) {
      // said below
    }
    throw new Failure.Usage("no certificate in " + pem);
  }

  private static File readable(Path pem) {
    if (!Files.isReadable(pem) || Files.isDirectory(pem)) {
      throw new Failure.Usage("cannot read " + pem);
    }
    return pem.toFile();
  }

  @Override
  protected <K, V> StatefulRedisConnectionImpl<K, V> newStatefulRedisConnection(
      RedisChannelWriter writer, PushHandler pushes, RedisCodec<K, V> codec, Duration timeout) {
    return new LeanConnection<>(writer, pushes, codec, timeout);
  }

  /// The JVM waits at exit for threads inside native calls, so the threads end first.
  void end() {
    shutdown(0, 1, TimeUnit.SECONDS);
    getResources().shutdown(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(1, TimeUnit.SECONDS);
  }

  /// Dispatches commands and offers no others. Its superclass asks for the facades in its
  /// constructor and keeps what it gets.
  @SuppressWarnings("NullAway")
  private static final class LeanConnection<K, V> extends StatefulRedisConnectionImpl<K, V> {
    LeanConnection(
        RedisChannelWriter writer, PushHandler pushes, RedisCodec<K, V> codec, Duration timeout) {
      super(writer, pushes, codec, timeout);
    }

    @Override
    protected RedisCommands<K, V> newRedisSyncCommandsImpl() {
      return null;
    }

    @Override
    protected RedisAsyncCommandsImpl<K, V> newRedisAsyncCommandsImpl() {
      return super.newRedisAsyncCommandsImpl();
    }

    @Override
    protected RedisReactiveCommandsImpl<K, V> newRedisReactiveCommandsImpl() {
      return null;
    }
  }
}
