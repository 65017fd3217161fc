package jan4j.model.jinja;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Methods of `str` that look for texts and replace them.
final class StringSearch {
  private StringSearch() {}

  static void addTo(Map<String, StringMethods.Method> methods) {
    methods.put("startswith", (state, t, a) -> affix(state, t, a, true));
    methods.put("endswith", (state, t, a) -> affix(state, t, a, false));
    methods.put("find", (state, t, a) -> find(state, t, a, false));
    methods.put("rfind", (state, t, a) -> find(state, t, a, true));
    methods.put("index", (state, t, a) -> found(find(state, t, a, false)));
    methods.put("rindex", (state, t, a) -> found(find(state, t, a, true)));
    methods.put("count", StringSearch::count);
    methods.put(
        "replace", (state, t, a) -> replace(state, t, a.bind("replace", "old", "new", "count")));
    methods.put("removeprefix", (state, t, a) -> remove(t, a, true));
    methods.put("removesuffix", (state, t, a) -> remove(t, a, false));
  }

  private static Object affix(State state, Text t, Arguments a, boolean start) {
    String name = start ? "startswith" : "endswith";
    @Nullable Object[] args = a.bind(name, "prefix", "start", "end");
    String s = args[1] == null && args[2] == null ? t.value() : window(state, t, args[1], args[2]);
    if (args[0] instanceof Tuple options) {
      for (int i = 0; i < options.size(); i++) {
        state.charge(1);
        if (matches(s, StringMethods.text(options.get(i), name + " arg"), start)) {
          return true;
        }
      }
      return false;
    }
    return matches(s, StringMethods.text(args[0], name + " first arg"), start);
  }

  private static boolean matches(String s, Text affix, boolean start) {
    return start ? s.startsWith(affix.value()) : s.endsWith(affix.value());
  }

  private static String window(State state, Text t, @Nullable Object from, @Nullable Object to) {
    state.scan(t.length());
    String s = t.value();
    int n = s.codePointCount(0, s.length());
    int a = bound(from, n, 0);
    int b = bound(to, n, n);
    if (a >= b) {
      return "";
    }
    return s.substring(s.offsetByCodePoints(0, a), s.offsetByCodePoints(0, b));
  }

  private static int bound(@Nullable Object value, int n, int absent) {
    if (StringMethods.isMissing(value) || value == null) {
      return absent;
    }
    long i = Numbers.index(value, "slice index");
    return (int) Math.max(0, Math.min(n, i < 0 ? i + n : i));
  }

  private static long find(State state, Text t, Arguments a, boolean last) {
    @Nullable Object[] args = a.bind("find", "sub", "start", "end");
    String needle = StringMethods.text(args[0], "sub").value();
    state.scan(t.length());
    String s = t.value();
    Search.chargeWorstCase(state, s, needle);
    if (args[1] == null && args[2] == null) {
      int at = last ? s.lastIndexOf(needle) : s.indexOf(needle);
      return at < 0 ? -1 : s.codePointCount(0, at);
    }
    String part = window(state, t, args[1], args[2]);
    int at = last ? part.lastIndexOf(needle) : part.indexOf(needle);
    int start = bound(args[1], s.codePointCount(0, s.length()), 0);
    return at < 0 ? -1 : start + part.codePointCount(0, at);
  }

  private static Object found(long at) {
    if (at < 0) {
      throw TemplateException.valueError("substring not found");
    }
    return at;
  }

  private static Object count(State state, Text t, Arguments a) {
    @Nullable Object[] args = a.bind("count", "sub", "start", "end");
    String needle = StringMethods.text(args[0], "sub").value();
    state.scan(t.length());
    String s = args[1] == null && args[2] == null ? t.value() : window(state, t, args[1], args[2]);
    if (needle.isEmpty()) {
      int length = t.value().codePointCount(0, t.length());
      boolean beyond = bound(args[1], length, 0) > bound(args[2], length, length);
      return beyond ? 0L : (long) s.codePointCount(0, s.length()) + 1;
    }
    Search.chargeWorstCase(state, s, needle);
    long n = 0;
    for (int at = s.indexOf(needle); at >= 0; ) {
      n++;
      at = s.indexOf(needle, at + needle.length());
    }
    return n;
  }

  static Text replace(State state, Text t, @Nullable Object[] args) {
    Text old = StringMethods.text(args[0], "replace() argument 1");
    Text with = StringMethods.text(args[1], "replace() argument 2");
    long max =
        StringMethods.isMissing(args[2]) || args[2] == null ? -1 : Numbers.index(args[2], "count");
    Text by = t.isMarkup() ? Operators.escape(state, with) : with;
    long limit = max < 0 ? Long.MAX_VALUE : max;
    state.scan(t.length());
    if (old.isEmpty()) {
      return interleave(state, t, by, limit);
    }
    Search.chargeWorstCase(state, t.value(), old.value());
    int at = t.value().indexOf(old.value());
    if (at < 0) {
      return t;
    }
    TextBuilder out = new TextBuilder(state);
    int from = 0;
    for (long n = 0; at >= 0 && n < limit; n++) {
      state.charge(1);
      out.append(t, from, at).append(by);
      from = at + old.length();
      at = t.value().indexOf(old.value(), from);
    }
    return out.append(t, from, t.length()).build().asMarkup(t.isMarkup());
  }

  private static Text interleave(State state, Text t, Text by, long limit) {
    TextBuilder out = new TextBuilder(state);
    int at = 0;
    for (long n = 0; n < limit; n++) {
      state.charge(1);
      out.append(by);
      if (at == t.length()) {
        break;
      }
      int end = t.value().offsetByCodePoints(at, 1);
      out.append(t, at, end);
      at = end;
    }
    return out.append(t, at, t.length()).build().asMarkup(t.isMarkup());
  }

  private static Object remove(Text t, Arguments a, boolean prefix) {
    Text affix = StringMethods.text(a.bind("remove", "affix")[0], "affix");
    if (affix.isEmpty() || !matches(t.value(), affix, prefix)) {
      return t;
    }
    return prefix
        ? t.substring(affix.length(), t.length())
        : t.substring(0, t.length() - affix.length());
  }
}
