package dev.leat.core;

import java.util.OptionalLong;

/// Which entries of a stream a reader wants, before filters.
///
/// @param from the lower bound
/// @param exclusive whether the entry at `from` itself is left out
/// @param to the upper bound, inclusive; [Position.End] means the end as it is when reading starts,
///   or no end at all when following
/// @param last only the newest so many of what the bounds and filters let through; together with
///   `follow`, of what is there at the start
/// @param limit stop after so many entries
/// @param follow whether to go on with what is added later
public record Selection(
    Position from,
    boolean exclusive,
    Position to,
    OptionalLong last,
    OptionalLong limit,
    boolean follow) {
  /// The whole log as it is now.
  public static final Selection ALL =
      new Selection(
          Position.START, false, Position.END, OptionalLong.empty(), OptionalLong.empty(), false);

  public Selection withLast(long newest) {
    return new Selection(from, exclusive, to, OptionalLong.of(newest), limit, follow);
  }

  public Selection following() {
    return new Selection(from, exclusive, to, last, limit, true);
  }
}
