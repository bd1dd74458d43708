package dev.leat.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leat.core.Draft;
import dev.leat.core.Event;
import dev.leat.core.Failure;
import dev.leat.format.ArgumentEvents;
import dev.leat.format.EventSource;
import dev.leat.format.InputFormat;
import dev.leat.format.InputOptions;
import dev.leat.format.NullPolicy;
import dev.leat.format.RequestedId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where events come from and how they are read.
final class BodyOptions {
  private static final byte[] TYPE = "type".getBytes(UTF_8);
  private static final byte[] TOPIC = "topic".getBytes(UTF_8);

  private InputFormat format = InputFormat.JSON;

  private @Nullable Path file;

  private @Nullable String type;

  private @Nullable String topic;

  private @Nullable String id;

  private @Nullable String idFrom;

  private NullPolicy nulls = NullPolicy.KEEP;

  private boolean skipInvalid;

  private long maxLine = InputOptions.MAX_LINE;

  void declare(Options options) {
    options.choice(
        "--input",
        "FORMAT",
        "json (an object a line; the default), record (what tail prints) or lines (each is the"
            + " field message).",
        InputFormat.values(),
        choice -> format = choice);
    options.value(
        "--file", "FILE", "Read FILE, not standard input.", text -> file = Options.path(text));
    options.value("--type", "TYPE", "Set the field type where missing.", text -> type = text);
    options.value("--topic", "TOPIC", "Set the field topic where missing.", text -> topic = text);
    options.value(
        "--id",
        "ID",
        "Ask for this ID: MILLIS-SEQUENCE, or MILLIS-* for the next of a millisecond.",
        text -> id = text);
    options.value(
        "--id-from", "FIELD", "Ask for the ID that stands in FIELD.", text -> idFrom = text);
    options.choice(
        "--null",
        "HOW",
        "A JSON null: keep (as the text null; the default), empty, skip or refuse.",
        NullPolicy.values(),
        choice -> nulls = choice);
    options.flag(
        "--skip-invalid",
        "Pass over lines that cannot be taken, and count them.",
        () -> skipInvalid = true);
    options.value(
        "--max-line",
        "BYTES",
        "The longest line that is taken; 1048576 by default.",
        text -> maxLine = Count.parse(text, 1));
  }

  /// The events that stand in arguments.
  ///
  /// @throws Failure.Usage when they cannot be read, or do not go with the other options
  List<Draft> parse(List<String> body) {
    checkIds();
    if (file != null) {
      throw new Failure.Usage("a body and --file exclude each other");
    }
    List<Draft> drafts = new ArrayList<>();
    for (Draft draft : ArgumentEvents.parse(body, nulls, idFrom)) {
      drafts.add(complete(draft));
    }
    return drafts;
  }

  /// Reads events, one a line, from the file that was asked for, else from standard input.
  ///
  /// @param standardInputNamed whether `-` stands in place of a body
  /// @throws Failure.Usage when the file cannot be read, or standard input is a terminal where
  ///   nobody would know that it is waited for
  EventSource source(Surroundings surroundings, boolean standardInputNamed) {
    checkIds();
    return new EventSource(
        open(surroundings, standardInputNamed),
        new InputOptions(
            format,
            (int) Math.min(maxLine, Integer.MAX_VALUE - 8),
            nulls,
            skipInvalid,
            file == null ? "" : file.toString(),
            idFrom));
  }

  private InputStream open(Surroundings surroundings, boolean standardInputNamed) {
    if (file == null) {
      if (!standardInputNamed && surroundings.terminals().in()) {
        throw new Failure.Usage(
            "no event given, and standard input is a terminal",
            "leat add STREAM FIELD=VALUE..., or - to type JSON lines");
      }
      return surroundings.in();
    }
    if (standardInputNamed) {
      throw new Failure.Usage("- and --file exclude each other");
    }
    try {
      InputStream in = Files.newInputStream(file);
      return showsProgress(surroundings)
          ? new ProgressInput(in, surroundings.diagnostics().progress(Files.size(file)))
          : in;
    } catch (NoSuchFileException missing) {
      throw new Failure.Usage("there is no file " + file);
    } catch (IOException unreadable) {
      throw new Failure.Usage("cannot read " + file + ": " + unreadable.getMessage());
    }
  }

  /// Where IDs run over the same terminal, they are progress enough.
  private static boolean showsProgress(Surroundings surroundings) {
    return !surroundings.diagnostics().isQuiet()
        && surroundings.terminals().err()
        && !surroundings.terminals().out();
  }

  /// Adds what options say of every event.
  Draft complete(Draft draft) {
    if (type == null && topic == null && id == null) {
      return draft;
    }
    Event event = draft.event();
    List<byte[]> parts = new ArrayList<>();
    putMissing(TYPE, type, event, parts);
    putMissing(TOPIC, topic, event, parts);
    if (!parts.isEmpty()) {
      for (int i = 0; i < event.size(); i++) {
        parts.add(event.name(i));
        parts.add(event.value(i));
      }
      event = Event.of(parts.toArray(byte[][]::new));
    }
    return new Draft(id == null ? draft.id() : id, event);
  }

  private static void putMissing(
      byte[] name, @Nullable String value, Event event, List<byte[]> parts) {
    if (value != null && event.first(name) == null) {
      parts.add(name);
      parts.add(value.getBytes(UTF_8));
    }
  }

  private void checkIds() {
    if (id != null && idFrom != null) {
      throw new Failure.Usage("--id and --id-from exclude each other");
    }
    if (id != null && !RequestedId.isValid(id)) {
      throw new Failure.Usage(
          "--id: '" + id + "' is not an ID that can be asked for",
          "1795229713985-0, 1795229713985-*");
    }
  }
}
