/// The ports to a server over Lettuce. The only package that imports it.
@NullMarked
package dev.leat.redis;

import org.jspecify.annotations.NullMarked;
