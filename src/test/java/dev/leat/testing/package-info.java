/// Real servers and real faults for tests: [dev.leat.testing.RedisServer], and
/// [dev.leat.testing.Proxy] in front of one.
@NullMarked
package dev.leat.testing;

import org.jspecify.annotations.NullMarked;
