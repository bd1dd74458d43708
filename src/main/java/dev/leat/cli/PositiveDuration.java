package dev.leat.cli;

import dev.leat.core.Durations;
import dev.leat.core.Failure;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;

/// A duration of a millisecond or more, where nothing at all would mean something else: not "no
/// limit" but "delete everything at once".
final class PositiveDuration implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    Duration duration = Durations.parse(text);
    if (duration.isZero()) {
      throw new Failure.Usage("'" + text + "' is not longer than 0", "1ms, 30s, 15m, 2h30m, 7d");
    }
    return duration;
  }
}
