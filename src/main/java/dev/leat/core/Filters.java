package dev.leat.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Collection;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// The filters a reader can ask for. Values that are not UTF-8 are compared with their bad bytes
/// replaced.
public final class Filters {
  private static final byte[] TYPE = "type".getBytes(UTF_8);
  private static final byte[] TOPIC = "topic".getBytes(UTF_8);

  private Filters() {}

  /// The field `type` is one of these.
  public static Filter types(Collection<String> types) {
    return field(TYPE, types::contains);
  }

  /// The field `topic` matches a [Glob].
  public static Filter topicGlob(String glob) {
    return field(TOPIC, Glob.matching(glob));
  }

  /// The field `topic` contains a match of a regular expression.
  ///
  /// @throws Failure.Usage when it is none
  public static Filter topicRegex(String regex) {
    return field(TOPIC, compile(regex).asPredicate());
  }

  /// The value of any field contains a match of a regular expression.
  ///
  /// @throws Failure.Usage when it is none
  public static Filter grep(String regex) {
    Pattern pattern = compile(regex);
    return event -> {
      for (int i = 0; i < event.size(); i++) {
        if (pattern.matcher(new String(event.value(i), UTF_8)).find()) {
          return true;
        }
      }
      return false;
    };
  }

  /// `FIELD=VALUE`, `FIELD!=VALUE` (also where there is no such field) or `FIELD~REGEX` (contains a
  /// match). Of a repeated field, one that fits is enough.
  ///
  /// @throws Failure.Usage when the text is none of these
  public static Filter where(String expression) {
    for (int i = 1; i < expression.length(); i++) {
      char c = expression.charAt(i);
      if (c == '~') {
        return field(name(expression, i), compile(expression.substring(i + 1)).asPredicate());
      }
      if (c == '=') {
        return field(name(expression, i), expression.substring(i + 1)::equals);
      }
      if (c == '!' && expression.startsWith("!=", i)) {
        Filter equal = field(name(expression, i), expression.substring(i + 2)::equals);
        return event -> !equal.accepts(event);
      }
    }
    throw new Failure.Usage(
        "'" + expression + "' is not a condition", "FIELD=VALUE, FIELD!=VALUE or FIELD~REGEX");
  }

  private static byte[] name(String expression, int end) {
    return expression.substring(0, end).getBytes(UTF_8);
  }

  private static Filter field(byte[] name, Predicate<String> fits) {
    return event -> {
      for (int i = 0; i < event.size(); i++) {
        if (Arrays.equals(event.name(i), name) && fits.test(new String(event.value(i), UTF_8))) {
          return true;
        }
      }
      return false;
    };
  }

  private static Pattern compile(String regex) {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException bad) {
      throw new Failure.Usage(
          "'" + regex + "' is not a regular expression: " + bad.getDescription());
    }
  }
}
