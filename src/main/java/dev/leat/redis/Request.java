package dev.leat.redis;

import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.ProtocolKeyword;
import java.time.Duration;
import java.util.function.Supplier;

/// A command that is to be sent.
///
/// @param writes whether it changes anything: then a lost reply is
///   [dev.leat.core.Failure.OutcomeUnknown]
/// @param timeout how long to wait for the reply
/// @param output makes what reads the reply, anew for every time it is sent
record Request<T>(
    boolean writes,
    Duration timeout,
    ProtocolKeyword type,
    Supplier<CommandOutput<byte[], byte[], T>> output,
    CommandArgs<byte[], byte[]> arguments) {}
