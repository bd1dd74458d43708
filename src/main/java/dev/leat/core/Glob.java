package dev.leat.core;

import java.util.regex.Pattern;

/// Patterns as Redis matches names with (KEYS, SCAN): `*` any run of characters, `?` one, `[a-z]`
/// and `[^a-z]` one of a set, `\` takes the next character as it is.
public final class Glob {
  private Glob() {}

  /// Whether a name is a pattern rather than a plain name.
  public static boolean isPattern(String name) {
    return name.chars().anyMatch(c -> c == '*' || c == '?' || c == '[' || c == '\\');
  }

  /// The same pattern as a regular expression over the whole name.
  public static Pattern compile(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      int close = c == '[' ? closingBracket(glob, i) : -1;
      if (c == '*') {
        regex.append(".*");
      } else if (c == '?') {
        regex.append('.');
      } else if (close > 0) {
        regex.append(set(glob.substring(i + 1, close)));
        i = close;
      } else {
        boolean escaped = c == '\\' && i + 1 < glob.length();
        regex.append(Pattern.quote(String.valueOf(escaped ? glob.charAt(++i) : c)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  private static int closingBracket(String glob, int open) {
    for (int i = open + 1; i < glob.length(); i++) {
      if (glob.charAt(i) == '\\') {
        i++;
      } else if (glob.charAt(i) == ']') {
        return i;
      }
    }
    return -1;
  }

  private static String set(String members) {
    boolean negated = members.startsWith("^");
    StringBuilder set = new StringBuilder(negated ? "[^" : "[");
    for (int i = negated ? 1 : 0; i < members.length(); i++) {
      char c = members.charAt(i);
      boolean range = c == '-' && i > (negated ? 1 : 0) && i + 1 < members.length();
      if (c == '\\' && i + 1 < members.length()) {
        c = members.charAt(++i);
      }
      if (!range && !Character.isLetterOrDigit(c)) {
        set.append('\\');
      }
      set.append(c);
    }
    // Redis lets an empty set match nothing; a regular expression has no empty set.
    return set.length() == (negated ? 2 : 1)
        ? (negated ? "." : "(?!)")
        : set.append(']').toString();
  }
}
