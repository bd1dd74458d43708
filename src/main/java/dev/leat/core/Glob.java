package dev.leat.core;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/// Patterns as Redis matches names with (KEYS, SCAN; `stringmatchlen` in its util.c): `*` any run,
/// `?` one character, `[a-z]` and `[^a-z]` one of a set, `\` takes the next character as it is. A
/// character is a Unicode code point here, where Redis takes a byte.
public final class Glob {
  /// One step of a pattern: takes any run of characters, or one that fits.
  private record Step(boolean run, IntPredicate fits) {}

  private final int[] glob;
  private int at;

  private Glob(String glob) {
    this.glob = glob.codePoints().toArray();
  }

  /// Whether a name is a pattern rather than a plain name.
  public static boolean isPattern(String name) {
    return name.chars().anyMatch(c -> c == '*' || c == '?' || c == '[' || c == '\\');
  }

  /// Whether a whole name matches, in time that grows with both lengths multiplied at most.
  public static Predicate<String> matching(String glob) {
    List<Step> steps = new Glob(glob).steps();
    return name -> matches(steps, name.codePoints().toArray());
  }

  /// Takes characters one by one; where none fits, the last `*` takes one more and all after it
  /// starts again. An earlier `*` need never change: what it could take, the last can take too.
  private static boolean matches(List<Step> steps, int[] name) {
    int step = 0;
    int afterRun = -1;
    int retryAt = 0;
    for (int i = 0; i < name.length; ) {
      if (step < steps.size() && steps.get(step).run()) {
        afterRun = ++step;
        retryAt = i;
      } else if (step < steps.size() && steps.get(step).fits().test(name[i])) {
        step++;
        i++;
      } else if (afterRun >= 0) {
        step = afterRun;
        i = ++retryAt;
      } else {
        return false;
      }
    }
    while (step < steps.size() && steps.get(step).run()) {
      step++;
    }
    return step == steps.size();
  }

  private List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    while (at < glob.length) {
      int c = glob[at++];
      IntPredicate fits =
          switch (c) {
            case '*', '?' -> _ -> true;
            case '[' -> set();
            case '\\' -> only(at < glob.length ? glob[at++] : c);
            default -> only(c);
          };
      steps.add(new Step(c == '*', fits));
    }
    return steps;
  }

  private static IntPredicate only(int wanted) {
    return c -> c == wanted;
  }

  /// What follows a `[`; a set that is not closed ends with the pattern.
  private IntPredicate set() {
    boolean negated = at < glob.length && glob[at] == '^';
    if (negated) {
      at++;
    }
    IntPredicate members = _ -> false;
    while (at < glob.length && glob[at] != ']') {
      int left = glob.length - at;
      if (glob[at] == '\\' && left >= 2) {
        members = members.or(only(glob[at + 1]));
        at += 2;
      } else if (left >= 3 && glob[at + 1] == '-') {
        int from = Math.min(glob[at], glob[at + 2]);
        int to = Math.max(glob[at], glob[at + 2]);
        members = members.or(c -> from <= c && c <= to);
        at += 3;
      } else {
        members = members.or(only(glob[at++]));
      }
    }
    at++;
    return negated ? members.negate() : members;
  }
}
