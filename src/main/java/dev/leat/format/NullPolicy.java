package dev.leat.format;

/// What becomes of a member of a JSON object whose value is `null`.
public enum NullPolicy {
  /// The field's value is the text `null`, as it was written.
  KEEP,
  /// The field's value is empty.
  EMPTY,
  /// There is no such field.
  SKIP,
  /// The line is refused.
  REFUSE
}
