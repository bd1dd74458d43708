package dev.leat.format;

/// How events stand in the input of `add`.
public enum InputFormat {
  /// One JSON object a line; each member is a field. Blank lines are passed over.
  JSON,
  /// What `tail` prints, one record a line. The record's stream, ID and time are not taken over.
  /// Blank lines are passed over.
  RECORD,
  /// Any bytes; each line, without its newline, is the field `message`. An empty line is an event
  /// too, with an empty message: a log's lines are what they are.
  LINES
}
