package dev.leat.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.leat.core.EntryId;
import java.nio.ByteBuffer;

/// Entry IDs as the server writes them.
final class Ids {
  private Ids() {}

  /// Parses `MILLIS-SEQUENCE` without making a string of it.
  static EntryId parse(ByteBuffer bytes) {
    long millis = 0;
    long number = 0;
    while (bytes.hasRemaining()) {
      byte digit = bytes.get();
      if (digit == '-') {
        millis = number;
        number = 0;
      } else {
        // Wraps to the right unsigned value, as the server never sends more than 64 bits.
        number = number * 10 + (digit - '0');
      }
    }
    return new EntryId(millis, number);
  }

  static EntryId parse(byte[] bytes) {
    return parse(ByteBuffer.wrap(bytes));
  }

  static byte[] bytes(EntryId id) {
    return id.toString().getBytes(US_ASCII);
  }
}
