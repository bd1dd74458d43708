package dev.leat.core;

/// Where entries go, in order. Each call may throw [Failure.OutputClosed] and
/// [Failure.OutputFailed].
public interface Output {
  void entry(Entry entry);

  void delivery(Delivery delivery);

  /// Makes everything written so far visible to whoever reads.
  void flush();
}
