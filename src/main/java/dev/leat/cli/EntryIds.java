package dev.leat.cli;

import dev.leat.core.EntryId;
import dev.leat.core.Failure;
import dev.leat.format.InputOptions;
import dev.leat.format.RecordId;
import dev.leat.format.RecordReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The IDs that a command works on: its arguments, else those of the records on standard input.
///
/// @param given those of the arguments; where there are none, standard input is read
/// @param stream the stream that a record must be of
/// @param sink the sink that a record must have been read through; null for any
record EntryIds(
    List<EntryId> given, String stream, @Nullable String sink, Surroundings surroundings) {
  private static final int BATCH = 500;

  /// @param given IDs; none or `-` alone stand for standard input
  /// @throws Failure.Usage when an ID is none, or there is none and standard input is a terminal
  static EntryIds of(
      List<String> given, String stream, @Nullable String sink, Surroundings surroundings) {
    if (given.isEmpty() && surroundings.terminals().in()) {
      throw new Failure.Usage("no ID given, and standard input is a terminal");
    }
    List<EntryId> ids = new ArrayList<>();
    if (!given.equals(List.of("-"))) {
      for (String id : given) {
        ids.add(parse(id));
      }
    }
    return new EntryIds(ids, stream, sink, surroundings);
  }

  private static EntryId parse(String id) {
    try {
      return EntryId.parse(id);
    } catch (IllegalArgumentException none) {
      throw new Failure.Usage(String.valueOf(none.getMessage()));
    }
  }

  /// Hands out the IDs in batches, as soon as the input pauses.
  ///
  /// @throws Failure.BadInput when a line holds no ID, or a record of another stream or sink; what
  ///   came before it was handed out
  void forEachBatch(Consumer<List<EntryId>> work) {
    List<EntryId> batch = new ArrayList<>();
    Runnable flush =
        () -> {
          if (!batch.isEmpty()) {
            work.accept(List.copyOf(batch));
            batch.clear();
          }
        };
    Consumer<EntryId> take =
        id -> {
          batch.add(id);
          if (batch.size() == BATCH) {
            flush.run();
          }
        };
    if (!given.isEmpty()) {
      given.forEach(take);
      flush.run();
      return;
    }
    RecordReader records = new RecordReader(surroundings.in(), InputOptions.MAX_LINE, "");
    new Intake<>(records::ready, () -> checked(records.next()), Duration.ZERO, surroundings.stop())
        .run(take, flush);
  }

  /// Part of reading, because what came before a record that does not belong here still counts.
  private @Nullable EntryId checked(@Nullable RecordId record) {
    if (record == null) {
      return null;
    }
    if (record.stream() != null && !record.stream().equals(stream)) {
      throw new Failure.BadInput(
          "line " + record.line() + ": a record of stream \"" + record.stream() + '"');
    }
    if (sink != null && record.sink() != null && !record.sink().equals(sink)) {
      throw new Failure.BadInput(
          "line " + record.line() + ": a record of sink \"" + record.sink() + '"');
    }
    return record.id();
  }
}
