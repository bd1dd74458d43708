package dev.leat.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An ordered list of fields, before it has an ID. Names may repeat, and names and values are
/// bytes: what came in is what goes out, UTF-8 or not.
///
/// The arrays are shared, not copied, because one event in a million-line pipe has about a
/// microsecond: nobody writes into an array that has been handed to an event.
public final class Event {
  /// Up to so many names, comparing each with each costs less than hashing them.
  private static final int FEW = 16;

  private final byte[][] parts;

  private Event(byte[][] parts) {
    this.parts = parts;
  }

  /// Takes names and values by turns.
  ///
  /// @throws IllegalArgumentException when there is no field or the last name has no value
  public static Event of(byte[]... namesAndValues) {
    if (namesAndValues.length == 0 || namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException("an event has one field or more, each a name and a value");
    }
    return new Event(namesAndValues);
  }

  /// Takes names and values by turns, as UTF-8.
  ///
  /// @throws IllegalArgumentException when there is no field or the last name has no value
  public static Event of(String... namesAndValues) {
    return of(Arrays.stream(namesAndValues).map(s -> s.getBytes(UTF_8)).toArray(byte[][]::new));
  }

  /// How many fields there are: at least one.
  public int size() {
    return parts.length / 2;
  }

  /// The name of field `index`, from 0.
  public byte[] name(int index) {
    return parts[2 * index];
  }

  /// The value of field `index`, from 0.
  public byte[] value(int index) {
    return parts[2 * index + 1];
  }

  /// The value of the first field with this name, or null when there is none.
  public byte @Nullable [] first(byte[] name) {
    for (int i = 0; i < parts.length; i += 2) {
      if (Arrays.equals(parts[i], name)) {
        return parts[i + 1];
      }
    }
    return null;
  }

  /// Whether two fields have the same name.
  public boolean repeatsName() {
    if (size() > FEW) {
      Set<ByteBuffer> seen = HashSet.newHashSet(size());
      for (int i = 0; i < parts.length; i += 2) {
        if (!seen.add(ByteBuffer.wrap(parts[i]))) {
          return true;
        }
      }
      return false;
    }
    for (int i = 2; i < parts.length; i += 2) {
      for (int j = 0; j < i; j += 2) {
        if (Arrays.equals(parts[i], parts[j])) {
          return true;
        }
      }
    }
    return false;
  }

  /// The bytes of all names and values together.
  public long bytes() {
    long sum = 0;
    for (byte[] part : parts) {
      sum += part.length;
    }
    return sum;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Event event && Arrays.deepEquals(parts, event.parts);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(parts);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Event");
    for (int i = 0; i < size(); i++) {
      text.append(i == 0 ? '[' : ' ')
          .append(new String(name(i), UTF_8))
          .append('=')
          .append(new String(value(i), UTF_8));
    }
    return text.append(']').toString();
  }
}
