package dev.leat.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leat.core.Draft;
import dev.leat.core.Event;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// IDs as a writer may ask for them (XADD): `MILLIS-SEQUENCE`, `MILLIS-*` or `MILLIS`, numbers
/// unsigned and below 2⁶⁴, and not `0-0`, which no entry can have.
public final class RequestedId {
  private static final Pattern FORM = Pattern.compile("(\\d{1,20})(?:-(\\d{1,20}|\\*))?");

  private RequestedId() {}

  /// Whether an entry may ask for this ID. [dev.leat.core.Draft#AUTO] is not such an ID.
  public static boolean isValid(String id) {
    Matcher parts = FORM.matcher(id);
    if (!parts.matches()) {
      return false;
    }
    BigInteger millis = new BigInteger(parts.group(1));
    String rest = parts.group(2);
    if (rest == null) {
      return fits(millis) && millis.signum() > 0;
    }
    if (rest.equals("*")) {
      return fits(millis);
    }
    BigInteger sequence = new BigInteger(rest);
    return fits(millis) && fits(sequence) && millis.signum() + sequence.signum() > 0;
  }

  /// A draft that asks for the ID in a field of its event; where no field is named, for any.
  static Draft draft(Event event, @Nullable String field) throws Malformed {
    if (field == null) {
      return Draft.of(event);
    }
    byte[] value = event.first(field.getBytes(UTF_8));
    if (value == null) {
      throw new Malformed("no field \"" + field + "\" to take the ID from");
    }
    String id = new String(value, UTF_8);
    if (!isValid(id)) {
      throw new Malformed(
          "'" + id + "' in field \"" + field + "\" is not an ID to ask for (MILLIS-SEQUENCE)");
    }
    return new Draft(id, event);
  }

  private static boolean fits(BigInteger number) {
    return number.bitLength() <= 64;
  }
}
