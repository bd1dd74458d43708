package dev.leat.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Asks for a [RedisServer] of the test's own, stopped after it.
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface OwnServer {
  /// Lines as in `redis.conf`.
  String[] value() default {};
}
