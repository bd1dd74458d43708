package dev.leat.core;

import java.util.List;

/// How many entries a part of a stream has. Redis can tell only by handing them out, so they are
/// read in pages whose bytes are bounded, and no more of them than the answer needs.
public final class EntryCount {
  private EntryCount() {}

  /// Counts the entries between two IDs, both inclusive.
  ///
  /// @param most where to stop, 0 or more
  /// @return how many there are, or `most` when there are more
  public static long between(Log log, String stream, EntryId from, EntryId to, long most) {
    PageSize pages = new PageSize();
    EntryId next = from;
    long counted = 0;
    while (counted < most && !next.isAfter(to)) {
      int asked = (int) Math.min(pages.count(), most - counted);
      List<Entry> page = Replies.join(log.range(stream, next, to, asked));
      counted += page.size();
      if (page.size() < asked || page.getLast().id().equals(to)) {
        break;
      }
      pages.saw(page);
      next = page.getLast().id().next();
    }
    return counted;
  }
}
