package dev.leat.local;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/// Why a file could not be used, without its name: the JDK's messages often are the name alone.
final class Reason {
  private Reason() {}

  static String of(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "permission denied";
      case NoSuchFileException _ -> "no such file or directory";
      case FileAlreadyExistsException _ -> "not a directory";
      case FileSystemException f when f.getReason() != null -> f.getReason();
      case IOException _ -> String.valueOf(e.getMessage());
    };
  }
}
