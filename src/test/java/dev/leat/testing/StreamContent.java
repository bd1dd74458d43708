package dev.leat.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// What a stream holds, read past leat.
///
/// @param ids oldest first
/// @param fields names and values by turns, an entry each, as text
public record StreamContent(List<String> ids, List<List<String>> fields) {
  public static StreamContent of(RedisServer server, String stream) {
    List<String> ids = new ArrayList<>();
    List<List<String>> fields = new ArrayList<>();
    for (Object entry : list(server.execute("XRANGE", stream, "-", "+"))) {
      ids.add(String.valueOf(list(entry).get(0)));
      fields.add(list(list(entry).get(1)).stream().map(String::valueOf).toList());
    }
    return new StreamContent(ids, fields);
  }

  private static List<?> list(Object reply) {
    return (List<?>) Objects.requireNonNull(reply);
  }

  /// The value of the first field of every entry.
  public List<String> firstValues() {
    return fields.stream().map(entry -> entry.get(1)).toList();
  }

  /// Whether the server counts how many entries a stream was ever given, as since 7.0. Only then
  /// can it be told whether what was trimmed had been read.
  public static boolean counted(RedisServer server) {
    String stream = RedisServer.key("counted");
    server.execute("XADD", stream, "*", "k", "v");
    return list(server.execute("XINFO", "STREAM", stream)).contains("entries-added");
  }

  /// How many entries are pending for a sink.
  public static long pending(RedisServer server, String stream, String sink) {
    return (Long) list(server.execute("XPENDING", stream, sink)).get(0);
  }
}
