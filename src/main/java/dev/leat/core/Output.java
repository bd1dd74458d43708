package dev.leat.core;

/// Where entries go, in order. Both calls may throw [Failure.OutputClosed].
public interface Output {
  void entry(Entry entry);

  void delivery(Delivery delivery);

  /// Makes everything written so far visible to whoever reads.
  void flush();
}
