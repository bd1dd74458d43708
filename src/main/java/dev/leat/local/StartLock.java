package dev.leat.local;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.leat.core.Failure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Keeps all but one from starting or stopping the server of one directory.
///
/// The lock is the operating system's and ends with its process, however that ends. Such a lock
/// does not know the threads of one process, hence the second one. It is not handed to the server.
final class StartLock implements AutoCloseable {
  private static final ReentrantLock THREADS = new ReentrantLock();

  private final FileChannel channel;

  private StartLock(FileChannel channel) {
    this.channel = channel;
  }

  /// @throws Failure.Usage when the lock file cannot be written
  /// @throws Failure.Unreachable when somebody else still holds the lock after that time
  static StartLock acquire(ServerDirectory directory, Duration patience) {
    Wait wait = new Wait(patience);
    THREADS.lock();
    try {
      FileChannel channel =
          FileChannel.open(directory.lock(), Set.of(CREATE, WRITE), ServerDirectory.privateFile());
      try {
        while (true) {
          @Nullable FileLock lock = channel.tryLock();
          if (lock != null) {
            return new StartLock(channel);
          }
          if (!wait.again()) {
            throw new Failure.Unreachable(
                "another leat is starting or stopping the private server in "
                    + directory.path()
                    + " and does not finish",
                null,
                null);
          }
        }
      } catch (IOException | Failure e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      THREADS.unlock();
      throw ServerDirectory.unwritable(directory.lock(), e);
    } catch (Failure e) {
      THREADS.unlock();
      throw e;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // Nothing was written through it; the lock is gone with the file descriptor.
    } finally {
      THREADS.unlock();
    }
  }
}
