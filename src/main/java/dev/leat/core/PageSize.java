package dev.leat.core;

import java.util.List;

/// How many entries to ask for at once: as many as fit into about half a mebibyte, judged by what
/// came last, so that memory stays flat whether events are ten bytes or a megabyte. It starts small
/// and at most doubles, because the first page says nothing about the second.
final class PageSize {
  static final int MAX_ENTRIES = 1000;
  private static final int FIRST = 8;
  private static final long TARGET_BYTES = 512 * 1024;

  /// What an entry costs beside its bytes: ID, arrays, objects.
  private static final long ENTRY_OVERHEAD = 128;

  private int count = FIRST;

  /// The next COUNT, 1 to [#MAX_ENTRIES].
  int count() {
    return count;
  }

  /// A page did not come: perhaps because it was too large to take in.
  void failed() {
    count = Math.max(1, count / 4);
  }

  void saw(List<Entry> page) {
    if (page.isEmpty()) {
      return;
    }
    long bytes = 0;
    for (Entry entry : page) {
      bytes += ENTRY_OVERHEAD + entry.event().bytes();
    }
    long fitting = TARGET_BYTES * page.size() / bytes;
    count = (int) Math.clamp(fitting, 1, Math.min(MAX_ENTRIES, 2L * count));
  }
}
