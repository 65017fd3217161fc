package jan4j.model.jinja;

import java.util.Map;
import java.util.function.IntPredicate;

/// Methods of `str` that ask what its characters are, and `translate`.
final class StringTests {
  private StringTests() {}

  static void addTo(Map<String, StringMethods.Method> methods) {
    test(methods, "isdigit", StringTests::isDigit);
    test(methods, "isdecimal", Character::isDigit);
    test(methods, "isnumeric", StringTests::isNumeric);
    test(methods, "isalpha", Character::isLetter);
    test(methods, "isalnum", c -> Character.isLetter(c) || isNumeric(c));
    test(methods, "isspace", c -> c < 0x10000 && Search.isSpace((char) c));
    methods.put("isascii", (state, t, a) -> all(state, t, a, c -> c < 128));
    methods.put("isprintable", (state, t, a) -> all(state, t, a, Printer::isPrintable));
    methods.put(
        "isidentifier",
        (state, t, a) ->
            !t.isEmpty()
                && all(state, t, a, c -> c == '_' || Character.isUnicodeIdentifierPart(c))
                && (t.value().charAt(0) == '_'
                    || Character.isUnicodeIdentifierStart(t.value().codePointAt(0))));
    methods.put("isupper", (state, t, a) -> cased(state, t, a, Character::isLowerCase));
    methods.put("islower", (state, t, a) -> cased(state, t, a, Character::isUpperCase));
    methods.put("istitle", StringTests::isTitle);
    methods.put("maketrans", StringTests::makeTable);
    methods.put("translate", StringTests::translate);
  }

  private static boolean isNumeric(int c) {
    int type = Character.getType(c);
    return Character.isDigit(c)
        || type == Character.OTHER_NUMBER
        || type == Character.LETTER_NUMBER
        || (c >= 0x3007 && "〇一二三四五六七八九十百千万億兆零".indexOf(c) >= 0);
  }

  /// Decimal digits, and those that are raised, lowered or in circles.
  private static boolean isDigit(int c) {
    return Character.isDigit(c)
        || c == 0xb2
        || c == 0xb3
        || c == 0xb9
        || c == 0x2070
        || (c >= 0x2074 && c <= 0x2079)
        || (c >= 0x2080 && c <= 0x2089)
        || (c >= 0x2460 && c <= 0x2468)
        || (c >= 0x2474 && c <= 0x247c)
        || (c >= 0x2488 && c <= 0x2490);
  }

  private static void test(
      Map<String, StringMethods.Method> methods, String name, IntPredicate test) {
    methods.put(name, (state, t, a) -> !t.isEmpty() & all(state, t, a, test));
  }

  private static boolean all(State state, Text t, Arguments a, IntPredicate test) {
    a.bind("str method");
    state.scan(t.length());
    return t.value().codePoints().allMatch(test);
  }

  private static Object cased(State state, Text t, Arguments a, IntPredicate forbidden) {
    a.bind("str method");
    state.scan(t.length());
    boolean any =
        t.value().codePoints().anyMatch(c -> Character.isUpperCase(c) || Character.isLowerCase(c));
    return any
        && t.value().codePoints().noneMatch(c -> forbidden.test(c) || Character.isTitleCase(c));
  }

  private static Object isTitle(State state, Text t, Arguments a) {
    a.bind("istitle");
    state.scan(t.length());
    boolean any = false;
    boolean inWord = false;
    for (int c : t.value().codePoints().toArray()) {
      boolean upper = Character.isUpperCase(c) || Character.isTitleCase(c);
      boolean lower = Character.isLowerCase(c);
      if ((upper && inWord) || (lower && !inWord)) {
        return false;
      }
      any |= upper;
      inWord = upper || lower;
    }
    return any;
  }

  private static Object makeTable(State state, Text self, Arguments a) {
    java.util.List<Object> given = a.positional();
    Dict out = new Dict();
    if (given.size() == 1 && given.getFirst() instanceof Dict d) {
      for (Dict.Entry e : d.entries()) {
        state.charge(1);
        out.put(e.key() instanceof Text k ? codePoint(k) : e.key(), e.value());
      }
      return out;
    }
    if (given.size() < 2) {
      throw TemplateException.typeError("maketrans() needs a dict, or two texts of equal length");
    }
    int[] from =
        StringMethods.text(given.get(0), "maketrans() argument").value().codePoints().toArray();
    int[] to =
        StringMethods.text(given.get(1), "maketrans() argument").value().codePoints().toArray();
    state.charge(from.length + (long) to.length);
    if (from.length != to.length) {
      throw TemplateException.valueError(
          "the first two maketrans arguments must have equal length");
    }
    for (int i = 0; i < from.length; i++) {
      out.put((long) from[i], (long) to[i]);
    }
    if (given.size() > 2) {
      StringMethods.text(given.get(2), "maketrans() argument")
          .value()
          .codePoints()
          .forEach(c -> out.put((long) c, None.NONE));
    }
    return out;
  }

  private static Object codePoint(Text key) {
    if (key.value().codePointCount(0, key.length()) != 1) {
      throw TemplateException.valueError("string keys in translate table must be of length 1");
    }
    return (long) key.value().codePointAt(0);
  }

  private static Object translate(State state, Text t, Arguments a) {
    Object table = a.bind("translate", "table")[0];
    if (!(table instanceof Dict d)) {
      throw TemplateException.typeError("translate() needs a dict");
    }
    TextBuilder out = new TextBuilder(state);
    for (int i = 0; i < t.length(); ) {
      state.charge(1);
      int c = t.value().codePointAt(i);
      int end = i + Character.charCount(c);
      Object to = d.get((long) c);
      switch (to) {
        case null -> out.append(t, i, end);
        case None _ -> {}
        case Text s -> out.append(s);
        default -> out.append(FormatSpec.character(to).value(), t.isTaintedAt(i));
      }
      i = end;
    }
    return out.build().asMarkup(t.isMarkup());
  }
}
