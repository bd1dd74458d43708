package dev.leat.redis;

/// A password, which prints as nothing anybody could use.
public final class Password {
  private final String secret;

  public Password(String secret) {
    this.secret = secret;
  }

  /// For Lettuce.
  char[] chars() {
    return secret.toCharArray();
  }

  @Override
  public String toString() {
    return "***";
  }
}
