package jan4j.model.jinja;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Filters on texts that chat templates use.
final class TextFilters {
  private TextFilters() {}

  static void addTo(Map<String, Filters.Filter> filters) {
    filters.put("string", Filters.plain("string", (state, v) -> Printer.softStr(state, v)));
    filters.put("safe", Filters.plain("safe", (state, v) -> Printer.str(state, v).asMarkup(true)));
    filters.put("escape", Filters.plain("escape", (state, v) -> escape(state, v)));
    filters.put("e", Filters.plain("e", (state, v) -> escape(state, v)));
    filters.put(
        "forceescape",
        Filters.plain("forceescape", (state, v) -> Operators.escape(state, Printer.str(state, v))));
    filters.put(
        "upper",
        Filters.plain("upper", (state, v) -> soft(state, v).map(s -> s.toUpperCase(Locale.ROOT))));
    filters.put(
        "lower",
        Filters.plain("lower", (state, v) -> soft(state, v).map(s -> s.toLowerCase(Locale.ROOT))));
    filters.put(
        "capitalize",
        Filters.plain("capitalize", (state, v) -> StringCase.capitalize(state, soft(state, v))));
    filters.put(
        "title",
        Filters.plain(
            "title", (state, v) -> soft(state, v).map(TextFilters::title).asMarkup(false)));
    filters.put("trim", TextFilters::trim);
    filters.put("replace", TextFilters::replace);
    filters.put("join", TextFilters::join);
    filters.put("indent", TextFilters::indent);
    filters.put("tojson", TextFilters::toJson);
    filters.put("format", TextFilters::format);
    filters.put(
        "center",
        (state, v, a) -> {
          Object width = a.bind("center", "width")[0];
          long n = width == null ? 80 : Numbers.index(width, "width");
          return StringPad.pad(state, soft(state, v), n, " ", 0);
        });
  }

  /// The text of any value, with the look at each character charged.
  static Text soft(State state, Object value) {
    Text t = Printer.softStr(state, value);
    state.scan(t.length());
    return t;
  }

  private static Object escape(State state, Object value) {
    return Operators.escape(state, Printer.softStr(state, value));
  }

  /// jinja2's title, which is not Python's: words begin after white space, `-` and brackets.
  private static String title(String s) {
    StringBuilder out = new StringBuilder(s.length());
    boolean start = true;
    int from = 0;
    for (int i = 0; i <= s.length(); i++) {
      boolean boundary = i == s.length() || isTitleBreak(s.charAt(i));
      if ((boundary == start && i > from) || i == s.length()) {
        part(s.substring(from, i), out);
        from = i;
      }
      start = !boundary;
    }
    return out.toString();
  }

  private static void part(String part, StringBuilder out) {
    if (!part.isEmpty()) {
      int first = part.offsetByCodePoints(0, 1);
      out.append(part.substring(0, first).toUpperCase(Locale.ROOT));
      out.append(part.substring(first).toLowerCase(Locale.ROOT));
    }
  }

  private static boolean isTitleBreak(char c) {
    return c == '-' || c == '(' || c == '{' || c == '[' || c == '<' || Search.isSpace(c);
  }

  private static Object trim(State state, Object value, Arguments a) {
    return StringPad.strip(state, Printer.softStr(state, value), a.bind("trim", "chars")[0], 3);
  }

  private static Object replace(State state, Object value, Arguments a) {
    @Nullable Object[] args = a.bind("replace", "old", "new", "count");
    if (args[0] == null || args[1] == null) {
      throw TemplateException.typeError("replace() needs the arguments old and new");
    }
    args[0] = Printer.str(state, args[0]);
    args[1] = Printer.str(state, args[1]);
    return StringSearch.replace(state, Printer.str(state, value), args);
  }

  private static Object join(State state, Object value, Arguments a) {
    @Nullable Object[] args = a.bind("join", "d", "attribute");
    Text separator = args[0] == null ? Text.EMPTY : Printer.str(state, args[0]);
    TextBuilder out = new TextBuilder(state);
    boolean first = true;
    var elements = Iteration.of(state, value);
    while (elements.hasNext()) {
      Object e = elements.next();
      if (!StringMethods.isMissing(args[1]) && args[1] != null) {
        e = AttributeGetter.of(args[1], null).get(state, e);
      }
      if (!first) {
        out.append(separator);
      }
      first = false;
      out.append(Printer.str(state, e));
    }
    return out.build();
  }

  private static Object indent(State state, Object value, Arguments a) {
    @Nullable Object[] args = a.bind("indent", "width", "first", "blank");
    Text text = plus(state, value);
    Text by =
        args[0] instanceof Text t
            ? t
            : StringPad.pad(
                state, Text.EMPTY, args[0] == null ? 4 : Numbers.index(args[0], "width"), " ", 1);
    boolean first = args[1] != null && Values.isTrue(args[1]);
    boolean blank = args[2] != null && Values.isTrue(args[2]);
    List<int[]> lines = Search.lines(text.value() + "\n");
    TextBuilder out = new TextBuilder(state);
    for (int i = 0; i < lines.size(); i++) {
      state.charge(1);
      int from = lines.get(i)[0];
      int to = lines.get(i)[1];
      out.append(i == 0 ? "" : "\n", text.isTainted());
      if (i == 0 ? first : blank || from < to) {
        out.append(by);
      }
      out.append(text, from, Math.min(to, text.length()));
    }
    return out.build().asMarkup(text.isMarkup());
  }

  private static Text plus(State state, Object value) {
    if (value instanceof Text t) {
      state.scan(t.length());
      return t;
    }
    Operators.add(state, value, Text.EMPTY);
    throw TemplateException.typeError("indent needs a text");
  }

  private static Object toJson(State state, Object value, Arguments a) {
    @Nullable Object[] args = a.bind("tojson", "ensure_ascii", "indent", "separators", "sort_keys");
    String indent = jsonIndent(args[1]);
    String item = indent == null ? ", " : ",";
    String key = ": ";
    if (args[2] != null && !(args[2] instanceof None)) {
      if (!(args[2] instanceof Sequence s) || s.size() != 2) {
        throw TemplateException.valueError("separators must be a pair of texts");
      }
      item = StringMethods.text(s.get(0), "item separator").value();
      key = StringMethods.text(s.get(1), "key separator").value();
    }
    boolean ascii = args[0] != null && Values.isTrue(args[0]);
    boolean sort = args[3] != null && Values.isTrue(args[3]);
    return JsonWriter.write(state, value, new JsonWriter.Options(ascii, indent, item, key, sort));
  }

  private static @Nullable String jsonIndent(@Nullable Object value) {
    if (value == null || value instanceof None) {
      return null;
    }
    if (value instanceof Text t && t.length() <= 100) {
      return t.value();
    }
    return " ".repeat((int) Math.max(0, Math.min(100, Numbers.index(value, "indent"))));
  }

  private static Object format(State state, Object value, Arguments a) {
    Object values;
    if (a.named().isEmpty()) {
      values = new Tuple(a.positional());
    } else {
      Dict d = new Dict();
      a.named().forEach((k, v) -> d.put(Text.trusted(k), v));
      values = d;
    }
    return PercentFormat.format(state, Printer.softStr(state, value), values);
  }
}
