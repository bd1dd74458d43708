package dev.leat.redis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Replies of names and values by turns.
final class Pairs {
  private Pairs() {}

  static Map<String, @Nullable Object> of(List<@Nullable Object> namesAndValues) {
    Map<String, @Nullable Object> pairs = new HashMap<>();
    for (int i = 0; i + 1 < namesAndValues.size(); i += 2) {
      pairs.put(Calls.text(namesAndValues.get(i)), namesAndValues.get(i + 1));
    }
    return pairs;
  }
}
