package dev.leat.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.leat.core.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerDirectoryTest {
  @TempDir Path temp;

  @Test
  void createsWhatIsMissingForItsOwnerAlone() throws IOException {
    ServerDirectory directory = new ServerDirectory(temp.resolve("a/b"));
    directory.prepare();

    assertThat(mode(temp.resolve("a"))).isEqualTo("rwx------");
    assertThat(mode(temp.resolve("a/b"))).isEqualTo("rwx------");
  }

  @Test
  void closesAnEmptyDirectory() throws IOException {
    Path empty = directory("empty", "rwxr-xr-x");
    new ServerDirectory(empty).prepare();

    assertThat(mode(empty)).isEqualTo("rwx------");
  }

  @Test
  void refusesADirectoryOfOtherThings() throws IOException {
    Path home = directory("home", "rwx------");
    Files.writeString(home.resolve("dump.rdb"), "precious");

    refused(new ServerDirectory(home))
        .withMessageEndingWith("is not empty and holds no private server");
  }

  @Test
  void refusesADirectoryThatOthersCanOpen() throws IOException {
    ServerDirectory directory = prepared();
    Files.setPosixFilePermissions(directory.path(), PosixFilePermissions.fromString("rwxr-x---"));

    refused(directory)
        .withMessage(directory.path() + " is open to other users (mode 0750)")
        .satisfies(
            failure -> assertThat(failure.hint()).isEqualTo("chmod 700 " + directory.path()));
  }

  @Test
  void refusesALink() throws IOException {
    Path link = Files.createSymbolicLink(temp.resolve("link"), prepared().path());

    refused(new ServerDirectory(link)).withMessageEndingWith("is a symbolic link");
  }

  @Test
  void refusesAFile() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "");

    refused(new ServerDirectory(file)).withMessageEndingWith("is not a directory");
    refused(new ServerDirectory(file.resolve("below"))).withMessageContaining("cannot write");
  }

  @Test
  void refusesWhatBelongsToAnotherUser() throws IOException {
    int own = (Integer) Files.getAttribute(temp, "unix:uid");
    Path foreign = own == 0 ? directory("foreign", "rwx------") : Path.of("/usr");
    if (own == 0) {
      Files.setAttribute(foreign, "unix:uid", 65534);
    }

    refused(new ServerDirectory(foreign)).withMessageEndingWith("belongs to another user");
  }

  @Test
  void makesUpOnePassword() throws IOException {
    ServerDirectory directory = prepared();
    String password = directory.createPassword();

    assertThat(password).matches("[0-9a-f]{64}");
    assertThat(directory.createPassword()).isEqualTo(password);
    assertThat(directory.readPassword()).isEqualTo(password);
    assertThat(mode(directory.path().resolve("password"))).isEqualTo("rw-------");
  }

  @Test
  void refusesAPasswordThatOthersCanRead() throws IOException {
    ServerDirectory directory = prepared();
    directory.createPassword();
    Path file = directory.path().resolve("password");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    assertThatExceptionOfType(Failure.Usage.class)
        .isThrownBy(directory::readPassword)
        .withMessage(file + " is open to other users (mode 0644)")
        .satisfies(failure -> assertThat(failure.hint()).isEqualTo("chmod 600 " + file));
  }

  @Test
  void refusesALinkInPlaceOfThePassword() throws IOException {
    ServerDirectory directory = prepared();
    Path elsewhere = Files.writeString(temp.resolve("elsewhere"), "secret");
    Files.createSymbolicLink(directory.path().resolve("password"), elsewhere);

    assertThatExceptionOfType(Failure.Usage.class)
        .isThrownBy(directory::createPassword)
        .withMessageEndingWith("is not a plain file");
  }

  private ServerDirectory prepared() throws IOException {
    ServerDirectory directory = new ServerDirectory(temp.resolve("server"));
    directory.prepare();
    Files.createFile(directory.lock());
    return directory;
  }

  private Path directory(String name, String mode) throws IOException {
    Path path = Files.createDirectory(temp.resolve(name));
    return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  private static ThrowableAssertAlternative<Failure.Usage> refused(ServerDirectory directory) {
    return assertThatExceptionOfType(Failure.Usage.class).isThrownBy(directory::prepare);
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
