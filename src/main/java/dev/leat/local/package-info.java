/// The private server behind `-u local:`: a Redis or Valkey of the user's own, on this machine's
/// loopback address, started on first use and shared by later calls until it is stopped.
///
/// [dev.leat.local.PrivateServer] is the way in. It speaks to the server just enough of the Redis
/// protocol to know that it is up and that it is the right one; for everything else there is
/// `dev.leat.redis`.
@NullMarked
package dev.leat.local;

import org.jspecify.annotations.NullMarked;
