package dev.leat.cli;

import dev.leat.core.EntryId;
import dev.leat.core.Failure;
import dev.leat.core.Trim;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which entries a stream drops from its old end.
final class RetentionOptions {
  @Option(
      names = "--max-len",
      paramLabel = "N",
      converter = Count.class,
      description = "Keep the newest N entries, or some more where the server finds that cheaper.")
  private @Nullable Long maxLen;

  @Option(
      names = "--max-age",
      paramLabel = "DUR",
      converter = PositiveDuration.class,
      description = "Drop what is older than DUR (90s, 2h30m, 7d), as cheaply.")
  private @Nullable Duration maxAge;

  @Option(names = "--exact", description = "Drop no less than that.")
  private boolean exact;

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
