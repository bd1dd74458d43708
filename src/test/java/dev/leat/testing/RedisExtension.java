package dev.leat.testing;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Hands servers to test methods: a parameter of type [RedisServer] is the shared one, with
/// [OwnServer] one of the test's own; a parameter of type [Proxy] stands in front of the shared
/// one, and ends with the test.
public final class RedisExtension implements ParameterResolver {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(RedisExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == RedisServer.class || type == Proxy.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    if (parameter.getParameter().getType() == Proxy.class) {
      return closedAfter(context, parameter, new Proxy(RedisServer.shared().port()));
    }
    return parameter
        .findAnnotation(OwnServer.class)
        .<RedisServer>map(own -> closedAfter(context, parameter, RedisServer.start(own.value())))
        .orElseGet(RedisServer::shared);
  }

  /// The store closes what it holds when the test ends.
  private static <T extends AutoCloseable> T closedAfter(
      ExtensionContext context, ParameterContext parameter, T resource) {
    context.getStore(NAMESPACE).put(parameter.getIndex(), resource);
    return resource;
  }
}
