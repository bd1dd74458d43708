package dev.leat.format;

import dev.leat.core.Event;

/// Makes an event of one line.
@FunctionalInterface
interface LineParser {
  /// Parses one line.
  ///
  /// @param to the end of the line in `bytes`, exclusive; the bytes may change afterwards
  /// @throws Malformed when the line is no event
  Event parse(byte[] bytes, int from, int to) throws Malformed;
}
