package jan4j.model.jinja;

/// Python's `str.format` as jinja2's sandbox runs it: fields by place or name, with attributes and
/// items looked up as templates do, `!s`, `!r`, `!a`, and format specifications.
final class BraceFormat {
  private static final int MAX_NESTING = 2;

  private final State state;
  private final Arguments arguments;
  private int next;

  private BraceFormat(State state, Arguments arguments) {
    this.state = state;
    this.arguments = arguments;
  }

  static Object format(State state, Text form, Arguments a) {
    state.scan(form.length());
    return new BraceFormat(state, a).expand(form, MAX_NESTING).asMarkup(form.isMarkup());
  }

  /// `str.format_map`.
  static Object formatMap(State state, Text form, Arguments a) {
    Object map = a.bind("format_map", "mapping")[0];
    java.util.Map<String, Object> named = new java.util.LinkedHashMap<>();
    if (map instanceof Dict d) {
      for (Dict.Entry e : d.entries()) {
        state.charge(1);
        named.put(Printer.str(state, e.key()).value(), e.value());
      }
    }
    return format(state, form, new Arguments(java.util.List.of(), named));
  }

  private Text expand(Text form, int nesting) {
    String s = form.value();
    TextBuilder out = new TextBuilder(state);
    int from = 0;
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      if (c != '{' && c != '}') {
        continue;
      }
      state.charge(1);
      out.append(form, from, i);
      if (i + 1 < s.length() && s.charAt(i + 1) == c) {
        out.append(form, i, ++i);
        from = i + 1;
        continue;
      }
      int end = c == '{' ? end(s, i + 1) : -1;
      if (end < 0 || nesting == 0) {
        throw TemplateException.valueError(
            nesting == 0
                ? "Max string recursion exceeded"
                : "Single '" + c + "' encountered in format string");
      }
      Text shown = field(s.substring(i + 1, end), nesting);
      out.append(form.isMarkup() ? Operators.escape(state, shown) : shown);
      i = end;
      from = end + 1;
    }
    return out.append(form, from, s.length()).build();
  }

  /// Where the field that begins at `from` ends; -1 where it does not.
  private static int end(String s, int from) {
    int open = 1;
    for (int i = from; i < s.length(); i++) {
      open += s.charAt(i) == '{' ? 1 : s.charAt(i) == '}' ? -1 : 0;
      if (open == 0) {
        return i;
      }
    }
    return -1;
  }

  private Text field(String field, int nesting) {
    int colon = field.indexOf(':');
    String head = colon < 0 ? field : field.substring(0, colon);
    String spec = colon < 0 ? "" : field.substring(colon + 1);
    int mark = head.indexOf('!');
    Object value = value(mark < 0 ? head : head.substring(0, mark));
    if (mark >= 0) {
      value = converted(value, head.substring(mark + 1));
    }
    if (spec.indexOf('{') >= 0 || spec.indexOf('}') >= 0) {
      spec = expand(Text.trusted(spec), nesting - 1).value();
    }
    return value instanceof Text t && t.isMarkup() && spec.isEmpty()
        ? t
        : FormatSpec.format(state, value, spec);
  }

  private Object converted(Object value, String conversion) {
    return switch (conversion) {
      case "s" -> Printer.str(state, value);
      case "r" -> Printer.repr(state, value);
      case "a" -> Printer.ascii(state, value);
      default ->
          throw TemplateException.valueError("Unknown conversion specifier '" + conversion + "'");
    };
  }

  private Object value(String name) {
    int at = 0;
    while (at < name.length() && name.charAt(at) != '.' && name.charAt(at) != '[') {
      at++;
    }
    Object value = argument(name.substring(0, at));
    while (at < name.length()) {
      state.charge(1);
      boolean attribute = name.charAt(at) == '.';
      int end = attribute ? at + 1 : name.indexOf(']', at);
      while (attribute && end < name.length() && ".[".indexOf(name.charAt(end)) < 0) {
        end++;
      }
      if (end <= at + 1) {
        throw TemplateException.valueError("Empty attribute in format string");
      }
      String part = name.substring(at + 1, end);
      value =
          attribute
              ? Lookup.attribute(state, value, Text.trusted(part))
              : Lookup.item(state, value, isNumber(part) ? Long.valueOf(part) : Text.trusted(part));
      at = attribute ? end : end + 1;
    }
    return value;
  }

  private static boolean isNumber(String s) {
    return !s.isEmpty() && s.length() < 10 && s.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private Object argument(String name) {
    if (name.isEmpty() || isNumber(name)) {
      int at = name.isEmpty() ? next++ : Integer.parseInt(name);
      if (at >= arguments.positional().size()) {
        throw new TemplateException(
            "IndexError", "Replacement index " + at + " out of range for positional args tuple");
      }
      return arguments.positional().get(at);
    }
    Object value = arguments.named().get(name);
    if (value == null) {
      throw new TemplateException("KeyError", "'" + name + "'");
    }
    return value;
  }
}
