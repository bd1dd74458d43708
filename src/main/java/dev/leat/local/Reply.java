package dev.leat.local;

import java.util.List;

/// What a server answers, as far as a health check cares.
sealed interface Reply {

  /// Whether this text occurs as one whole string in the reply.
  boolean holds(String text);

  /// A string or a number; nil is the empty string.
  record Text(String value) implements Reply {
    @Override
    public boolean holds(String text) {
      return value.equals(text);
    }
  }

  /// An error in the server's words.
  record Refusal(String value) implements Reply {
    @Override
    public boolean holds(String text) {
      return false;
    }
  }

  /// An array.
  record Items(List<Reply> items) implements Reply {
    @Override
    public boolean holds(String text) {
      for (Reply item : items) {
        if (item.holds(text)) {
          return true;
        }
      }
      return false;
    }
  }
}
