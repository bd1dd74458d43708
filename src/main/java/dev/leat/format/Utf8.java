package dev.leat.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF.
final class Utf8 {
  /// Eight bytes of an array at a time.
  static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  private Utf8() {}

  /// Where the first byte stands that belongs to no character, or -1 when there is none.
  ///
  /// @param to the end, exclusive
  static int firstInvalid(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to) {
      if (i + 8 <= to && ((long) LONGS.get(bytes, i) & HIGH_BITS) == 0) {
        i += 8;
      } else if (bytes[i] >= 0) {
        i++;
      } else {
        int length = sequence(bytes, i, to);
        if (length == 0) {
          return i;
        }
        i += length;
      }
    }
    return -1;
  }

  /// The length of the character that starts at `i`, 1 to 4 bytes, or 0 when none does.
  static int sequence(byte[] bytes, int i, int to) {
    int lead = bytes[i] & 0xff;
    if (lead < 0x80) {
      return 1;
    }
    if (lead < 0xc2) {
      return 0;
    }
    if (lead < 0xe0) {
      return continues(bytes, i + 1, to) ? 2 : 0;
    }
    if (lead < 0xf0) {
      if (!continues(bytes, i + 1, to) || !continues(bytes, i + 2, to)) {
        return 0;
      }
      int second = bytes[i + 1] & 0xff;
      boolean overlong = lead == 0xe0 && second < 0xa0;
      boolean surrogate = lead == 0xed && second > 0x9f;
      return overlong || surrogate ? 0 : 3;
    }
    if (lead < 0xf5) {
      if (!continues(bytes, i + 1, to)
          || !continues(bytes, i + 2, to)
          || !continues(bytes, i + 3, to)) {
        return 0;
      }
      int second = bytes[i + 1] & 0xff;
      boolean overlong = lead == 0xf0 && second < 0x90;
      boolean tooLarge = lead == 0xf4 && second > 0x8f;
      return overlong || tooLarge ? 0 : 4;
    }
    return 0;
  }

  private static boolean continues(byte[] bytes, int i, int to) {
    return i < to && (bytes[i] & 0xc0) == 0x80;
  }

  /// The character of `length` bytes that starts at `i`, as [#sequence] measured it.
  static int codePoint(byte[] bytes, int i, int length) {
    return switch (length) {
      case 1 -> bytes[i];
      case 2 -> (bits(bytes, i, 0x1f) << 6) | bits(bytes, i + 1, 0x3f);
      case 3 ->
          (bits(bytes, i, 0x0f) << 12) | (bits(bytes, i + 1, 0x3f) << 6) | bits(bytes, i + 2, 0x3f);
      case 4 ->
          (bits(bytes, i, 0x07) << 18)
              | (bits(bytes, i + 1, 0x3f) << 12)
              | (bits(bytes, i + 2, 0x3f) << 6)
              | bits(bytes, i + 3, 0x3f);
      default -> throw new IllegalArgumentException("a character has 1 to 4 bytes");
    };
  }

  private static int bits(byte[] bytes, int i, int mask) {
    return bytes[i] & mask;
  }

  /// The bytes of a text; null when it has a surrogate without its other half, which has no UTF-8.
  static byte @Nullable [] encode(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    // The encoder writes a lone surrogate as one '?': only then is a second look needed.
    for (byte b : bytes) {
      if (b == '?') {
        return hasLoneSurrogate(text) ? null : bytes;
      }
    }
    return bytes;
  }

  private static boolean hasLoneSurrogate(String text) {
    return text.codePoints().anyMatch(c -> c >= 0xd800 && c <= 0xdfff);
  }
}
