package dev.leat.format;

/// IDs as a writer may ask for them (XADD): `MILLIS-SEQUENCE`, `MILLIS-*` or `MILLIS`, numbers
/// unsigned and below 2⁶⁴, and not `0-0`, which no entry can have.
public final class RequestedId {
  private RequestedId() {}

  /// Whether an entry may ask for this ID. [dev.leat.core.Draft#AUTO] is not such an ID.
  public static boolean isValid(String id) {
    throw new UnsupportedOperationException();
  }
}
