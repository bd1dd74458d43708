package dev.leat.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.Objects.requireNonNull;

import dev.leat.core.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The private server's directory: what is where, and who may see it.
///
/// ```
/// lock           held while the server is started or stopped
/// password       of the user "default"; kept across starts
/// server         what runs: port, program, and how to recognise it
/// redis.conf     written anew at each start; hashes of passwords alone
/// redis.log, redis.pid, appendonlydir/ (before Redis 7: appendonly.aof)
/// bin/           the bundled server, when there is no other
/// ```
///
/// @param path absolute
record ServerDirectory(Path path) {
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE = mode("rw-------");
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_PROGRAM = mode("rwx------");
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_DIRECTORY =
      mode("rwx------");

  /// The bits of a mode that say what others than the owner may do.
  private static final int OTHERS = 0077;

  private static final int PASSWORD_BYTES = 32;

  private static final Path SELF = Path.of("/proc/self");

  Path lock() {
    return path.resolve("lock");
  }

  Path registration() {
    return path.resolve("server");
  }

  Path config() {
    return path.resolve("redis.conf");
  }

  Path pidFile() {
    return path.resolve("redis.pid");
  }

  Path log() {
    return path.resolve("redis.log");
  }

  /// The append-only file as Redis 7.0 and later keep it.
  Path parts() {
    return path.resolve("appendonlydir");
  }

  Path binaries() {
    return path.resolve("bin");
  }

  private Path password() {
    return path.resolve("password");
  }

  /// Whether a private server was ever prepared here.
  ///
  /// @throws Failure.Usage when it is not private
  boolean exists() {
    if (!Platform.current().hasServers()) {
      throw new Failure.Usage(
          "there is no private server on Windows",
          "use a server of your own: -u redis://HOST:PORT, or run leat in WSL");
    }
    if (!Files.exists(path, NOFOLLOW_LINKS)) {
      return false;
    }
    Facts facts = facts(path);
    check(!Files.isSymbolicLink(path), "is a symbolic link", "name the directory itself");
    check(Files.isDirectory(path), "is not a directory", null);
    check(isOurs(facts), "belongs to another user", null);
    if (!Files.exists(lock(), NOFOLLOW_LINKS)) {
      return false;
    }
    checkMode(path, facts, 0700);
    return true;
  }

  /// Creates the directory where there is none, or checks the one there is. One that exists and is
  /// not empty is taken only if it was prepared before.
  ///
  /// @throws Failure.Usage when it cannot be created, or is not fit
  void prepare() {
    if (exists()) {
      return;
    }
    try {
      Files.createDirectories(path, PRIVATE_DIRECTORY);
      // Created by somebody else since?
      if (exists()) {
        return;
      }
      try (var entries = Files.newDirectoryStream(path)) {
        check(
            !entries.iterator().hasNext() || Files.exists(lock()),
            "is not empty and holds no private server",
            "name a directory that is new or empty");
      }
      Files.setPosixFilePermissions(path, PRIVATE_DIRECTORY.value());
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  /// The password, made up at the first call.
  ///
  /// @throws Failure.Usage when others can read it
  String createPassword() {
    if (!Files.exists(password(), NOFOLLOW_LINKS)) {
      writePrivate(password(), secret() + "\n");
    }
    return readPassword();
  }

  /// @throws Failure.Usage when there is none, or others can read it
  String readPassword() {
    Path file = password();
    if (!Files.isRegularFile(file, NOFOLLOW_LINKS)) {
      throw new Failure.Usage(
          file
              + (Files.exists(file, NOFOLLOW_LINKS)
                  ? " is not a plain file"
                  : " is missing, and the server runs"),
          "leat local stop, remove it, and the next start makes a new one");
    }
    checkMode(file, facts(file), 0600);
    try {
      String password = Files.readString(file, UTF_8).strip();
      if (password.isEmpty()) {
        throw new Failure.Usage(
            file + " is empty", "leat local stop, remove it, and the next start makes a new one");
      }
      return password;
    } catch (IOException e) {
      throw new Failure.Usage("cannot read " + file + ": " + Reason.of(e));
    }
  }

  /// 64 hexadecimal digits that nobody can guess.
  static String secret() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /// Writes a file that only its owner can read, as a whole or not at all.
  void writePrivate(Path file, String text) {
    writePrivate(file, text.getBytes(UTF_8), PRIVATE_FILE);
  }

  /// Writes a program that only its owner can read and run, as a whole or not at all.
  void writeProgram(Path file, InputStream content) {
    try {
      Files.createDirectories(file.getParent(), PRIVATE_DIRECTORY);
      writePrivate(file, content.readAllBytes(), PRIVATE_PROGRAM);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private static void writePrivate(
      Path file, byte[] content, FileAttribute<Set<PosixFilePermission>> mode) {
    // No two processes write the same file at once: the caller holds the lock.
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.deleteIfExists(draft);
      try (var channel = Files.newByteChannel(draft, Set.of(CREATE_NEW, WRITE), mode)) {
        Channels.newOutputStream(channel).write(content);
      }
      Files.move(draft, file, ATOMIC_MOVE);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  static FileAttribute<Set<PosixFilePermission>> privateFile() {
    return PRIVATE_FILE;
  }

  static Failure.Usage unwritable(Path file, IOException cause) {
    return new Failure.Usage(
        "cannot write " + file + ": " + Reason.of(cause), "another place: -u local:DIR");
  }

  private void check(boolean holds, String otherwise, @Nullable String hint) {
    if (!holds) {
      throw new Failure.Usage("the private server's directory " + path + " " + otherwise, hint);
    }
  }

  private static void checkMode(Path file, Facts facts, int wanted) {
    int mode = facts.mode() & 07777;
    if ((mode & OTHERS) != 0) {
      throw new Failure.Usage(
          "%s is open to other users (mode %04o)".formatted(file, mode),
          "chmod %o %s".formatted(wanted, file));
    }
    if (!isOurs(facts)) {
      throw new Failure.Usage(file + " belongs to another user");
    }
  }

  private record Facts(int uid, int mode) {}

  private static Facts facts(Path file) {
    try {
      Map<String, Object> facts = Files.readAttributes(file, "unix:uid,mode", NOFOLLOW_LINKS);
      return new Facts(
          requireNonNull((Integer) facts.get("uid")), requireNonNull((Integer) facts.get("mode")));
    } catch (IOException e) {
      throw new Failure.Usage("cannot read " + file + ": " + Reason.of(e));
    }
  }

  /// Where there is no /proc, what nobody else can open stands for what is ours: all but root are
  /// kept out of another user's 0700 directory anyway.
  private static boolean isOurs(Facts facts) {
    try {
      return !Files.exists(SELF) || Files.getAttribute(SELF, "unix:uid").equals(facts.uid());
    } catch (IOException e) {
      return false;
    }
  }

  private static FileAttribute<Set<PosixFilePermission>> mode(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }
}
