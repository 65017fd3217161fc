package jan4j.model.jinja;

import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

/// Case methods and character class tests of `str`.
final class StringCase {
  private StringCase() {}

  static void addTo(Map<String, StringMethods.Method> methods) {
    map(methods, "upper", s -> s.toUpperCase(Locale.ROOT));
    map(methods, "lower", s -> s.toLowerCase(Locale.ROOT));
    map(methods, "casefold", s -> s.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT));
    map(methods, "swapcase", StringCase::swap);
    map(methods, "title", StringCase::title);
    methods.put("capitalize", (state, t, a) -> capitalize(state, t));
    test(methods, "isdigit", Character::isDigit);
    test(methods, "isdecimal", Character::isDigit);
    test(methods, "isnumeric", Character::isDigit);
    test(methods, "isalpha", Character::isLetter);
    test(methods, "isalnum", Character::isLetterOrDigit);
    test(methods, "isspace", c -> c < 0x10000 && Search.isSpace((char) c));
    methods.put("isupper", (state, t, a) -> cased(state, t, Character::isLowerCase));
    methods.put("islower", (state, t, a) -> cased(state, t, Character::isUpperCase));
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

  private static void test(
      Map<String, StringMethods.Method> methods, String name, IntPredicate test) {
    methods.put(
        name,
        (state, t, a) -> {
          state.scan(t.length());
          return !t.isEmpty() && t.value().codePoints().allMatch(test);
        });
  }

  private static Object cased(State state, Text t, IntPredicate forbidden) {
    state.scan(t.length());
    boolean any =
        t.value().codePoints().anyMatch(c -> Character.isUpperCase(c) || Character.isLowerCase(c));
    return any && t.value().codePoints().noneMatch(forbidden);
  }

  static Text capitalize(State state, Text t) {
    if (t.isEmpty()) {
      return t;
    }
    state.scan(t.length());
    int first = t.value().offsetByCodePoints(0, 1);
    Text head = t.substring(0, first).map(s -> s.toUpperCase(Locale.ROOT));
    Text tail = t.substring(first, t.length()).map(s -> s.toLowerCase(Locale.ROOT));
    return new TextBuilder(state).append(head).append(tail).build().asMarkup(t.isMarkup());
  }

  private static String title(String s) {
    StringBuilder out = new StringBuilder(s.length());
    boolean inWord = false;
    for (int i = 0; i < s.length(); ) {
      int c = s.codePointAt(i);
      boolean letter =
          Character.isUpperCase(c) || Character.isLowerCase(c) || Character.isTitleCase(c);
      out.appendCodePoint(
          !letter ? c : inWord ? Character.toLowerCase(c) : Character.toTitleCase(c));
      inWord = letter;
      i += Character.charCount(c);
    }
    return out.toString();
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
