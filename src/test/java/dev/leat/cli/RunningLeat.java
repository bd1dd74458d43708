package dev.leat.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// A leat that goes on: what it has printed so far, and ways to talk to it. Every wait has a limit.
public final class RunningLeat implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Process process;
  private final Path errors;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final Thread reader;

  RunningLeat(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    this.reader = Thread.ofVirtual().start(this::read);
  }

  private void read() {
    byte[] buffer = new byte[8192];
    try (InputStream in = process.getInputStream()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        synchronized (output) {
          output.write(buffer, 0, n);
        }
      }
    } catch (IOException closed) {
      // The end, then.
    }
  }

  /// Writes to its standard input; what it no longer reads is dropped.
  public void write(byte[] input) {
    try {
      process.getOutputStream().write(input);
      process.getOutputStream().flush();
    } catch (IOException gone) {
      // It has ended or closed its input; how, the result says.
    }
  }

  public void write(String input) {
    write(input.getBytes(UTF_8));
  }

  public void endInput() {
    try {
      process.getOutputStream().close();
    } catch (IOException gone) {
      // As above.
    }
  }

  /// The bytes it has printed so far.
  public byte[] bytes() {
    synchronized (output) {
      return output.toByteArray();
    }
  }

  /// The lines it has printed so far.
  public List<String> lines() {
    return new String(bytes(), UTF_8).lines().toList();
  }

  /// What it has said on standard error so far.
  public String err() {
    try {
      return Files.readString(errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Waits until it has printed so many lines.
  public List<String> awaitLines(int count) {
    await(() -> lines().size() >= count, count + " lines");
    return lines();
  }

  /// Waits until it has said something on standard error.
  public void awaitErr(String text) {
    await(() -> err().contains(text), "'" + text + "' on standard error");
  }

  private void await(BooleanSupplier condition, String what) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline || !process.isAlive() && !condition.getAsBoolean()) {
        throw new AssertionError(
            "no "
                + what
                + "; out: "
                + lines()
                + "; err: "
                + err()
                + "; alive: "
                + process.isAlive());
      }
      Thread.onSpinWait();
      try {
        var _ = process.waitFor(5, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /// Sends a signal, such as `INT`.
  public void signal(String name) {
    try {
      int code = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
      if (code != 0) {
        throw new AssertionError("kill -" + name + " failed");
      }
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// Waits for its end.
  public Leat.Result end() {
    try {
      if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("it did not end; out: " + lines() + "; err: " + err());
      }
      var _ = reader.join(LIMIT);
      return new Leat.Result(process.exitValue(), new String(bytes(), UTF_8), err());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      Files.deleteIfExists(errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
