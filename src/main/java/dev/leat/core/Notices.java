package dev.leat.core;

/// What a loop has to say to a person while it goes on: a lost connection, a gap that was allowed.
/// One line each.
@FunctionalInterface
public interface Notices {
  void say(String line);
}
