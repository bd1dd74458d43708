package dev.leat.local;

import dev.leat.core.Failure;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/// What the starter of a server leaves for all who come later, written before the server starts, so
/// that it is found even if its starter dies.
///
/// @param port where it listens
/// @param binary the program that was started
/// @param probe the password of the user `probe`, another one at each start
/// @param proof what only this server can show: the hash of the password of `default`
record Registration(int port, Path binary, String probe, String proof) {

  /// Nothing, where no server was ever started or the file is damaged: then the next start writes
  /// it anew.
  static Optional<Registration> read(ServerDirectory directory) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(Files.readString(directory.registration())));
      return Optional.of(
          new Registration(
              Integer.parseInt(properties.getProperty("port", "")),
              Path.of(properties.getProperty("binary", "")),
              properties.getProperty("probe", ""),
              properties.getProperty("proof", "")));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new Failure.Usage("cannot read " + directory.registration() + ": " + Reason.of(e));
    }
  }

  void write(ServerDirectory directory) {
    Properties properties = new Properties();
    properties.setProperty("port", Integer.toString(port));
    properties.setProperty("binary", binary.toString());
    properties.setProperty("probe", probe);
    properties.setProperty("proof", proof);
    StringWriter text = new StringWriter();
    try {
      properties.store(text, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    directory.writePrivate(directory.registration(), text.toString());
  }

  /// Keeps the secrets out of messages.
  @Override
  public String toString() {
    return binary + " on port " + port;
  }
}
