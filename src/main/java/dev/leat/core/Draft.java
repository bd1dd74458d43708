package dev.leat.core;

/// An event about to be appended.
///
/// @param id the ID to ask for, as XADD takes it: [#AUTO], `MILLIS-*`, `MILLIS` or
///   `MILLIS-SEQUENCE`
public record Draft(String id, Event event) {
  /// The server chooses the ID.
  public static final String AUTO = "*";

  public static Draft of(Event event) {
    return new Draft(AUTO, event);
  }
}
