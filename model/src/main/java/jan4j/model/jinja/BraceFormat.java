package jan4j.model.jinja;

/// Python's `str.format` with plain fields: `{}`, `{0}`, `{name}`, `{{`, `}}`, and `!s` or `!r`.
/// Attribute paths and format specifications are refused by name.
final class BraceFormat {
  private BraceFormat() {}

  static Object format(State state, Text form, Arguments a) {
    String s = form.value();
    state.scan(s.length());
    TextBuilder out = new TextBuilder(state);
    int next = 0;
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      if (c != '{' && c != '}') {
        state.charge(1);
        out.append(form, i, i + 1);
        continue;
      }
      if (i + 1 < s.length() && s.charAt(i + 1) == c) {
        out.append(form, i, ++i);
        continue;
      }
      int end = c == '{' ? s.indexOf('}', i) : -1;
      if (end < 0) {
        throw TemplateException.valueError("Single '" + c + "' encountered in format string");
      }
      state.charge(1);
      String field = s.substring(i + 1, end);
      next += field.isEmpty() || field.startsWith("!") ? 1 : 0;
      out.append(field(state, field, a, next - 1));
      i = end;
    }
    return out.build();
  }

  private static Text field(State state, String field, Arguments a, int automatic) {
    boolean repr = field.endsWith("!r");
    String name = repr || field.endsWith("!s") ? field.substring(0, field.length() - 2) : field;
    if (!name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_')) {
      throw TemplateException.valueError(
          "the format field {" + field + "} is not supported in templates");
    }
    Object value = argument(name, a, automatic);
    return repr ? Printer.repr(state, value) : Printer.str(state, value);
  }

  private static Object argument(String name, Arguments a, int automatic) {
    if (name.isEmpty() || (name.length() < 6 && name.chars().allMatch(Character::isDigit))) {
      int at = name.isEmpty() ? automatic : Integer.parseInt(name);
      if (at >= a.positional().size()) {
        throw new TemplateException(
            "IndexError", "Replacement index " + at + " out of range for positional args tuple");
      }
      return a.positional().get(at);
    }
    Object value = a.named().get(name);
    if (value == null) {
      throw new TemplateException("KeyError", "'" + name + "'");
    }
    return value;
  }
}
