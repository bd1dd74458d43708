package dev.leat.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.attribute.PosixFilePermission.GROUP_READ;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;

import dev.leat.core.Failure;
import dev.leat.redis.Password;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/// A file that holds a password and nothing else but a newline at its end.
final class PasswordFile {
  private PasswordFile() {}

  /// @throws Failure.Usage when the file cannot be read, is empty, or others may read it
  static Password read(Path file) {
    try {
      if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (permissions.contains(GROUP_READ) || permissions.contains(OTHERS_READ)) {
          throw new Failure.Usage(
              "password file " + file + " can be read by others", "chmod 600 " + file);
        }
      }
      String password = Files.readString(file, UTF_8).stripTrailing();
      if (password.isEmpty() || password.indexOf('\n') >= 0) {
        throw new Failure.Usage("password file " + file + " does not hold one line");
      }
      return new Password(password);
    } catch (NoSuchFileException missing) {
      throw new Failure.Usage("there is no password file " + file);
    } catch (IOException unreadable) {
      throw new Failure.Usage("cannot read password file " + file);
    }
  }
}
