package dev.leat.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leat.core.Draft;
import dev.leat.core.Event;
import dev.leat.core.Failure;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads events from a stream of bytes, one a line, in memory that does not grow with the input: a
/// line longer than the limit is refused without being held.
///
/// For one thread at a time.
public final class EventSource {
  private static final byte[] MESSAGE = "message".getBytes(UTF_8);

  /// How many lines [#ready] passes over at most, so that an input of nothing else does not keep
  /// its caller.
  private static final int MOST_PASSED = 1000;

  private final InputLines lines;
  private final LineParser parser;
  private final boolean skipInvalid;
  private final @Nullable String idFrom;

  /// What [#ready] came upon, for [#next] to return.
  private @Nullable SourcedEvent found;

  private long skipped;
  private @Nullable String firstSkipped;

  public EventSource(InputStream in, InputOptions options) {
    boolean json = options.format() != InputFormat.LINES;
    lines = new InputLines(in, options.maxLine(), options.name(), json);
    parser =
        switch (options.format()) {
          case JSON -> new ObjectParser(options.nulls());
          case RECORD -> new RecordParser();
          case LINES -> (bytes, from, to) -> Event.of(MESSAGE, Arrays.copyOfRange(bytes, from, to));
        };
    skipInvalid = options.skipInvalid();
    idFrom = options.idFrom();
  }

  /// The next event, or null at the end of the input. Waits for the input where it has to.
  ///
  /// @throws Failure.BadInput when a line cannot be taken (unless such lines are skipped) or the
  ///   input cannot be read; the message names the line and, where there is one, the byte offset in
  ///   it, from 0
  public @Nullable SourcedEvent next() {
    SourcedEvent event = found;
    found = null;
    while (event == null && lines.next()) {
      event = take();
    }
    return event;
  }

  /// The event of the current line, or null when that is passed over.
  private @Nullable SourcedEvent take() {
    try {
      return new SourcedEvent(lines.line().number(), parse());
    } catch (Malformed malformed) {
      if (!skipInvalid) {
        throw new Failure.BadInput(lines.complaint(malformed));
      }
      skipped++;
      if (firstSkipped == null) {
        firstSkipped = lines.complaint(malformed);
      }
      return null;
    }
  }

  private Draft parse() throws Malformed {
    lines.checkLength();
    LineReader line = lines.line();
    return RequestedId.draft(parser.parse(line.bytes(), line.from(), line.to()), idFrom);
  }

  /// Whether [#next] returns without waiting for the input. False means that it may wait, as where
  /// the input stops in the middle of a line.
  ///
  /// @throws Failure.BadInput as [#next] does
  public boolean ready() {
    for (int passed = 0; found == null && passed < MOST_PASSED && lines.ready(); passed++) {
      if (!lines.next()) {
        return true;
      }
      found = take();
    }
    return found != null;
  }

  /// How many lines could not be taken and were passed over.
  public long skipped() {
    return skipped;
  }

  /// What was wrong with the first line that was passed over, in the words of [#next]'s failure;
  /// null when none was.
  public @Nullable String firstSkipped() {
    return firstSkipped;
  }
}
