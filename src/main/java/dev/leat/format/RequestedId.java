package dev.leat.format;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  private static boolean fits(BigInteger number) {
    return number.bitLength() <= 64;
  }
}
