package dev.leat.format;

/// How entries are printed.
public enum OutputFormat {
  /// One JSON object a line: `{"stream":…,"id":…,"ts":…,"fields":{…}}`.
  JSON,
  /// One line for people: time, ID, then the fields. Not made to be parsed.
  TEXT,
  /// The values of the fields alone, bytes untouched, each followed by a newline.
  RAW,
  /// The ID alone, one a line.
  IDS
}
