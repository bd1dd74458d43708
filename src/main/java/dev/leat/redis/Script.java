package dev.leat.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.protocol.CommandArgs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;

/// A Lua script, constant: data reaches it as keys and arguments alone.
final class Script {
  private final byte[] text;
  private final byte[] digest;

  private Script(byte[] text) {
    this.text = text;
    try {
      digest =
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text)).getBytes(UTF_8);
    } catch (NoSuchAlgorithmException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }

  /// Reads a script from the resources beside this class.
  static Script load(String name) {
    try (InputStream in = Script.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no script " + name);
      }
      return new Script(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  CommandArgs<byte[], byte[]> byDigest(Consumer<CommandArgs<byte[], byte[]>> tail) {
    CommandArgs<byte[], byte[]> args = Calls.args(digest);
    tail.accept(args);
    return args;
  }

  CommandArgs<byte[], byte[]> byText(Consumer<CommandArgs<byte[], byte[]>> tail) {
    CommandArgs<byte[], byte[]> args = Calls.args(text);
    tail.accept(args);
    return args;
  }
}
