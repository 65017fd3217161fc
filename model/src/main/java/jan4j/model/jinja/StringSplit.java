package jan4j.model.jinja;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Methods of `str` that cut and join.
final class StringSplit {
  private StringSplit() {}

  static void addTo(Map<String, StringMethods.Method> methods) {
    methods.put("split", (state, t, a) -> split(state, t, a.bind("split", "sep", "maxsplit")));
    methods.put("rsplit", (state, t, a) -> rsplit(state, t, a.bind("rsplit", "sep", "maxsplit")));
    methods.put("splitlines", (state, t, a) -> lines(state, t, a.bind("splitlines", "keepends")));
    methods.put("partition", (state, t, a) -> partition(state, t, a, false));
    methods.put("rpartition", (state, t, a) -> partition(state, t, a, true));
    methods.put("join", StringSplit::join);
  }

  private static Object split(State state, Text t, @Nullable Object[] args) {
    long max = limit(args[1]);
    state.scan(t.length());
    List<Object> out = new ArrayList<>();
    if (StringMethods.isMissing(args[0])) {
      return new PyList(splitSpace(state, t, max));
    }
    String separator = separator(args[0]);
    Search.chargeWorstCase(state, t.value(), separator);
    int from = 0;
    int at;
    while (out.size() < max && (at = t.value().indexOf(separator, from)) >= 0) {
      state.charge(1);
      out.add(t.substring(from, at));
      from = at + separator.length();
    }
    out.add(t.substring(from, t.length()));
    return new PyList(out);
  }

  private static long limit(@Nullable Object value) {
    long max = value == null ? -1 : Numbers.index(value, "maxsplit");
    return max < 0 ? Long.MAX_VALUE : max;
  }

  private static String separator(@Nullable Object value) {
    String separator = StringMethods.text(value, "separator").value();
    if (separator.isEmpty()) {
      throw TemplateException.valueError("empty separator");
    }
    return separator;
  }

  static List<Object> splitSpace(State state, Text t, long max) {
    String s = t.value();
    List<Object> out = new ArrayList<>();
    int from = Search.skipSpace(s, 0);
    while (from < s.length()) {
      state.charge(1);
      if (out.size() >= max) {
        out.add(t.substring(from, s.length()));
        return out;
      }
      int end = from;
      while (end < s.length() && !Search.isSpace(s.charAt(end))) {
        end++;
      }
      out.add(t.substring(from, end));
      from = Search.skipSpace(s, end);
    }
    return out;
  }

  private static Object rsplit(State state, Text t, @Nullable Object[] args) {
    long max = limit(args[1]);
    state.scan(t.length());
    String s = t.value();
    List<Object> out = new ArrayList<>();
    if (StringMethods.isMissing(args[0])) {
      int end = Search.endWithoutSpace(s, 0, s.length());
      while (end > 0 && out.size() < max) {
        state.charge(1);
        int from = end;
        while (from > 0 && !Search.isSpace(s.charAt(from - 1))) {
          from--;
        }
        out.add(t.substring(from, end));
        end = Search.endWithoutSpace(s, 0, from);
      }
      if (end > 0) {
        out.add(t.substring(0, end));
      }
    } else {
      String separator = separator(args[0]);
      Search.chargeWorstCase(state, s, separator);
      int end = s.length();
      int at;
      while (out.size() < max
          && end >= separator.length()
          && (at = s.lastIndexOf(separator, end - separator.length())) >= 0) {
        state.charge(1);
        out.add(t.substring(at + separator.length(), end));
        end = at;
      }
      out.add(t.substring(0, end));
    }
    Collections.reverse(out);
    return new PyList(out);
  }

  private static Object lines(State state, Text t, @Nullable Object[] args) {
    state.scan(t.length());
    boolean keep = args[0] != null && Values.isTrue(args[0]);
    List<int[]> lines = Search.lines(t.value());
    state.charge(lines.size());
    List<Object> out = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      int next = i + 1 < lines.size() ? lines.get(i + 1)[0] : t.length();
      out.add(t.substring(lines.get(i)[0], keep ? next : lines.get(i)[1]));
    }
    return new PyList(out);
  }

  private static Object partition(State state, Text t, Arguments a, boolean last) {
    state.scan(t.length());
    Text separator = StringMethods.text(a.bind("partition", "sep")[0], "separator");
    String needle = separator(separator);
    Search.chargeWorstCase(state, t.value(), needle);
    int at = last ? t.value().lastIndexOf(needle) : t.value().indexOf(needle);
    if (at < 0) {
      Text none = Text.EMPTY.asMarkup(t.isMarkup());
      return new Tuple(last ? List.of(none, none, t) : List.of(t, none, none));
    }
    int end = at + needle.length();
    return new Tuple(
        List.of(t.substring(0, at), t.substring(at, end), t.substring(end, t.length())));
  }

  private static Object join(State state, Text separator, Arguments a) {
    Object elements = a.bind("join", "iterable")[0];
    TextBuilder out = new TextBuilder(state);
    int i = 0;
    for (Object e : Iteration.list(state, elements == null ? None.NONE : elements)) {
      if (!(e instanceof Text) && separator.isMarkup()) {
        e = Printer.softStr(state, e);
      }
      if (!(e instanceof Text t)) {
        throw TemplateException.typeError(
            "sequence item " + i + ": expected str instance, " + Values.typeName(e) + " found");
      }
      if (i++ > 0) {
        out.append(separator);
      }
      out.append(separator.isMarkup() ? Operators.escape(state, t) : t);
    }
    return out.build().asMarkup(separator.isMarkup());
  }
}
