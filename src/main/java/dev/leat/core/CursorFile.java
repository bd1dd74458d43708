package dev.leat.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A file that remembers how far a reader came in each stream, so that the next run goes on there.
///
/// Text: the line `leat-cursor 1`, then a line a stream, `ID ADDED STREAM`: the last ID read, how
/// many entries had ever been added up to it (`-` when unknown), and the stream's name,
/// percent-encoded. It is replaced whole, by a rename after an fsync, so that a crash leaves the
/// old one or the new one. A second file beside it, `.lock`, keeps two readers from sharing it.
public final class CursorFile implements AutoCloseable {
  private static final String HEADER = "leat-cursor 1";
  private static final Pattern LINE = Pattern.compile("(\\d+-\\d+) (\\d+|-) (\\S+)");

  /// How far a reader came.
  ///
  /// @param id the last ID read
  /// @param added how many entries had ever been added to the stream up to and with `id`, if known
  record Mark(EntryId id, OptionalLong added) {}

  private final Path file;
  private final FileChannel lock;
  private final Map<String, Mark> marks;

  private CursorFile(Path file, FileChannel lock, Map<String, Mark> marks) {
    this.file = file;
    this.lock = lock;
    this.marks = marks;
  }

  /// Opens a cursor file, there or not yet, and locks it until [#close].
  ///
  /// @throws Failure.Usage when it is a link, in use, not readable or not a cursor file
  public static CursorFile open(Path path) {
    Path file = path.toAbsolutePath();
    Path beside = file.resolveSibling(file.getFileName() + ".lock");
    if (Files.isSymbolicLink(file) || Files.isSymbolicLink(beside)) {
      throw new Failure.Usage("cursor file " + path + " is a symbolic link");
    }
    FileChannel lock = null;
    Map<String, Mark> marks = null;
    try {
      lock = FileChannel.open(beside, CREATE, WRITE, LinkOption.NOFOLLOW_LINKS);
      if (lock.tryLock() == null) {
        throw inUse(path);
      }
      marks = read(path);
      return new CursorFile(file, lock, marks);
    } catch (OverlappingFileLockException inThisProcess) {
      throw inUse(path);
    } catch (IOException unusable) {
      throw new Failure.Usage("cursor file " + path + ": " + reason(unusable));
    } finally {
      if (marks == null) {
        closeQuietly(lock);
      }
    }
  }

  private static Failure inUse(Path path) {
    return new Failure.Usage("cursor file " + path + " is in use by another reader");
  }

  private static Map<String, Mark> read(Path path) throws IOException {
    Map<String, Mark> marks = new HashMap<>();
    String text;
    try {
      text = Files.readString(path, UTF_8);
    } catch (NoSuchFileException notYet) {
      return marks;
    } catch (java.nio.charset.CharacterCodingException notText) {
      throw foreign(path);
    }
    String[] lines = text.split("\n", -1);
    if (!lines[0].equals(HEADER) || lines.length < 2 || !lines[lines.length - 1].isEmpty()) {
      throw foreign(path);
    }
    for (int i = 1; i < lines.length - 1; i++) {
      Matcher line = LINE.matcher(lines[i]);
      if (!line.matches()) {
        throw foreign(path);
      }
      try {
        OptionalLong added =
            line.group(2).equals("-")
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(line.group(2)));
        marks.put(
            URLDecoder.decode(line.group(3), UTF_8), new Mark(EntryId.parse(line.group(1)), added));
      } catch (IllegalArgumentException garbled) {
        throw foreign(path);
      }
    }
    return marks;
  }

  private static Failure foreign(Path path) {
    return new Failure.Usage(
        "'" + path + "' is not a cursor file of leat", "name a file that does not exist yet");
  }

  /// Whether an earlier run saved anything.
  boolean isResumed() {
    return !marks.isEmpty();
  }

  /// What was saved for a stream, or null.
  @org.jspecify.annotations.Nullable Mark mark(String stream) {
    return marks.get(stream);
  }

  /// Saves marks for some streams and keeps those of others.
  ///
  /// @throws Failure.Usage when the file cannot be written
  void save(Map<String, Mark> changed) {
    if (marks.entrySet().containsAll(changed.entrySet())) {
      return;
    }
    marks.putAll(changed);
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    new TreeMap<>(marks)
        .forEach(
            (stream, mark) ->
                text.append(mark.id())
                    .append(' ')
                    .append(mark.added().isPresent() ? mark.added().getAsLong() : "-")
                    .append(' ')
                    .append(URLEncoder.encode(stream, UTF_8))
                    .append('\n'));
    Path temporary = file.resolveSibling(file.getFileName() + ".new");
    try {
      try (FileChannel out =
          FileChannel.open(
              temporary, CREATE, WRITE, TRUNCATE_EXISTING, LinkOption.NOFOLLOW_LINKS)) {
        ByteBuffer bytes = UTF_8.encode(text.toString());
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      Files.move(temporary, file, ATOMIC_MOVE, REPLACE_EXISTING);
    } catch (IOException unwritable) {
      throw new Failure.Usage("cursor file " + file + ": " + reason(unwritable));
    }
  }

  private static String reason(IOException failure) {
    return switch (failure) {
      case NoSuchFileException _ -> "no such directory";
      case java.nio.file.AccessDeniedException _ -> "permission denied";
      default -> String.valueOf(failure.getMessage());
    };
  }

  private static void closeQuietly(java.io.@org.jspecify.annotations.Nullable Closeable open) {
    if (open == null) {
      return;
    }
    try {
      open.close();
    } catch (IOException worthless) {
      // what brought us here is the error to tell
    }
  }

  /// Gives the lock up.
  @Override
  public void close() {
    closeQuietly(lock);
  }
}
