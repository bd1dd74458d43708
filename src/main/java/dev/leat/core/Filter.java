package dev.leat.core;

/// Which entries a reader lets through. Filtering happens on the reader's side: the server sends
/// every entry.
@FunctionalInterface
public interface Filter {
  Filter ALL = event -> true;

  boolean accepts(Event event);

  /// Both must accept.
  default Filter and(Filter other) {
    return event -> accepts(event) && other.accepts(event);
  }
}
