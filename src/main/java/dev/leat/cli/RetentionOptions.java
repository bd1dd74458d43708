package dev.leat.cli;

import dev.leat.core.EntryId;
import dev.leat.core.Failure;
import dev.leat.core.Trim;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which entries a stream drops from its old end.
final class RetentionOptions {
  private @Nullable Long maxLen;

  private @Nullable Duration maxAge;

  private boolean exact;

  void declare(Options all) {
    Options options = all.group("Retention:");
    options.value(
        "--max-len",
        "N",
        "Keep the newest N entries, or some more where the server finds that cheaper.",
        text -> maxLen = Count.parse(text, 0));
    options.value(
        "--max-age",
        "DUR",
        "Drop what is older than DUR (90s, 2h30m, 7d), as cheaply.",
        text -> maxAge = PositiveDuration.parse(text));
    options.flag("--exact", "Drop no less than that.", () -> exact = true);
  }

  /// The rules that were asked for; none where none was.
  ///
  /// @param before one more rule: drop what comes before this ID; null for none
  List<Trim> trims(@Nullable EntryId before) {
    List<Trim> trims = new ArrayList<>(2);
    if (maxLen != null) {
      trims.add(new Trim.MaxLen(maxLen, exact));
    }
    if (maxAge != null) {
      trims.add(new Trim.MaxAge(maxAge, exact));
    }
    if (before != null) {
      trims.add(new Trim.Before(before, exact));
    }
    if (trims.isEmpty() && exact) {
      throw new Failure.Usage("--exact needs a rule, such as --max-len");
    }
    return trims;
  }
}
