package jan4j.model.jinja;

import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Case methods of `str`.
final class StringCase {
  private StringCase() {}

  static void addTo(Map<String, StringMethods.Method> methods) {
    map(methods, "upper", s -> s.toUpperCase(Locale.ROOT));
    map(methods, "lower", s -> s.toLowerCase(Locale.ROOT));
    map(
        methods,
        "casefold",
        s -> s.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).replace('ς', 'σ'));
    map(methods, "swapcase", StringCase::swap);
    map(methods, "title", StringCase::title);
    map(methods, "capitalize", StringCase::capital);
  }

  private static void map(
      Map<String, StringMethods.Method> methods, String name, UnaryOperator<String> mapping) {
    methods.put(
        name,
        (state, t, a) -> {
          a.bind(name);
          state.scan(t.length());
          return t.map(mapping);
        });
  }

  static Text capitalize(State state, Text t) {
    state.scan(t.length());
    return t.map(StringCase::capital);
  }

  private static String capital(String s) {
    if (s.isEmpty()) {
      return s;
    }
    int first = s.offsetByCodePoints(0, 1);
    String lower = s.toLowerCase(Locale.ROOT);
    int lowerFirst = s.substring(0, first).toLowerCase(Locale.ROOT).length();
    return titled(s.substring(0, first)) + lower.substring(Math.min(lowerFirst, lower.length()));
  }

  /// One character in title case, which may be several: `ß` becomes `Ss`.
  private static String titled(String c) {
    int title = Character.toTitleCase(c.codePointAt(0));
    if (title != c.codePointAt(0)) {
      return Character.toString(title);
    }
    String upper = c.toUpperCase(Locale.ROOT);
    if (upper.length() <= c.length()) {
      return upper;
    }
    int first = upper.offsetByCodePoints(0, 1);
    boolean letter = Character.isLetter(upper.codePointAt(0)) && upper.charAt(0) != 'ʼ';
    return letter
        ? upper.substring(0, first) + upper.substring(first).toLowerCase(Locale.ROOT)
        : upper;
  }

  private static String title(String s) {
    StringBuilder out = new StringBuilder(s.length());
    boolean inWord = false;
    for (int i = 0; i < s.length(); ) {
      int c = s.codePointAt(i);
      boolean letter =
          Character.isUpperCase(c) || Character.isLowerCase(c) || Character.isTitleCase(c);
      String one = Character.toString(c);
      out.append(!letter ? one : inWord ? lower(s, i, one) : titled(one));
      inWord = letter;
      i += Character.charCount(c);
    }
    return out.toString();
  }

  /// A letter within a word in lower case; a sigma looks at what follows.
  private static String lower(String s, int at, String one) {
    if (one.charAt(0) != 'Σ') {
      return one.toLowerCase(Locale.ROOT);
    }
    boolean ends = at + 1 == s.length() || !Character.isLetter(s.codePointAt(at + 1));
    return ends ? "ς" : "σ";
  }

  private static String swap(String s) {
    StringBuilder out = new StringBuilder(s.length());
    s.codePoints()
        .forEach(c ->
            out.append(
                Character.isUpperCase(c)
                    ? Character.toString(c).toLowerCase(Locale.ROOT)
                    : Character.toString(c).toUpperCase(Locale.ROOT)));
    return out.toString();
  }
}
