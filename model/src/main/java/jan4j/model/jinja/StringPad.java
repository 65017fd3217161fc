package jan4j.model.jinja;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Methods of `str` that strip and pad.
final class StringPad {
  private StringPad() {}

  static void addTo(Map<String, StringMethods.Method> methods) {
    methods.put("strip", (state, t, a) -> strip(state, t, a.bind("strip", "chars")[0], 3));
    methods.put("lstrip", (state, t, a) -> strip(state, t, a.bind("lstrip", "chars")[0], 1));
    methods.put("rstrip", (state, t, a) -> strip(state, t, a.bind("rstrip", "chars")[0], 2));
    methods.put("center", (state, t, a) -> pad(state, t, a, 0));
    methods.put("ljust", (state, t, a) -> pad(state, t, a, -1));
    methods.put("rjust", (state, t, a) -> pad(state, t, a, 1));
    methods.put("zfill", StringPad::zfill);
    methods.put("expandtabs", (state, t, a) -> expandTabs(state, t, a));
    methods.put("format", BraceFormat::format);
    methods.put("format_map", BraceFormat::formatMap);
  }

  /// Cuts characters off the ends; `sides` is 1 for the left, 2 for the right, 3 for both.
  static Text strip(State state, Text t, @Nullable Object chars, int sides) {
    String s = t.value();
    state.charge(1 + (s.length() >> 6));
    int from = 0;
    int to = s.length();
    if (StringMethods.isMissing(chars)) {
      from = (sides & 1) == 0 ? 0 : Search.skipSpace(s, 0);
      to = (sides & 2) == 0 ? to : Search.endWithoutSpace(s, from, to);
      return t.substring(from, to);
    }
    String set = StringMethods.text(chars, "strip arg").value();
    state.charge(1);
    while ((sides & 1) != 0 && from < to && set.indexOf(s.codePointAt(from)) >= 0) {
      state.charge(1 + (set.length() >> 6));
      from += Character.charCount(s.codePointAt(from));
    }
    while ((sides & 2) != 0 && from < to && set.indexOf(s.codePointBefore(to)) >= 0) {
      state.charge(1 + (set.length() >> 6));
      to -= Character.charCount(s.codePointBefore(to));
    }
    return t.substring(from, to);
  }

  private static Text pad(State state, Text t, Arguments a, int side) {
    @Nullable Object[] args = a.bind("pad", "width", "fillchar");
    String fill = args[1] == null ? " " : StringMethods.text(args[1], "fillchar").value();
    if (fill.codePointCount(0, fill.length()) != 1) {
      throw TemplateException.typeError("The fill character must be exactly one character long");
    }
    long width = args[0] == null ? 0 : Numbers.index(args[0], "width");
    return pad(state, t, width, fill, side);
  }

  static Text pad(State state, Text t, long width, String fill, int side) {
    int n = t.value().codePointCount(0, t.length());
    long missing = Math.max(0, width - n);
    if (missing > Limits.MAX_TEXT) {
      throw TemplateException.limit("a text grew past " + Limits.MAX_TEXT + " characters");
    }
    state.scan((int) missing);
    long left = side > 0 ? missing : side < 0 ? 0 : missing / 2 + (missing & width & 1);
    return new TextBuilder(state)
        .append(fill.repeat((int) left), false)
        .append(t)
        .append(fill.repeat((int) (missing - left)), false)
        .build()
        .asMarkup(t.isMarkup());
  }

  private static Object zfill(State state, Text t, Arguments a) {
    Object width = a.bind("zfill", "width")[0];
    boolean signed = t.value().startsWith("-") || t.value().startsWith("+");
    int at = signed ? 1 : 0;
    long rest = (width == null ? 0 : Numbers.index(width, "width")) - at;
    Text digits = pad(state, t.substring(at, t.length()), rest, "0", 1);
    return new TextBuilder(state).append(t, 0, at).append(digits).build();
  }

  private static Object expandTabs(State state, Text t, Arguments a) {
    Object size = a.bind("expandtabs", "tabsize")[0];
    long width = size == null ? 8 : Math.min(1_000, Numbers.index(size, "tabsize"));
    TextBuilder out = new TextBuilder(state);
    int column = 0;
    for (int i = 0; i < t.length(); i++) {
      state.charge(1);
      char c = t.value().charAt(i);
      if (c == '\t') {
        int n = width <= 0 ? 0 : (int) (width - column % width);
        out.append(" ".repeat(n), t.isTaintedAt(i));
        column += n;
      } else {
        out.append(t, i, i + 1);
        column = c == '\n' || c == '\r' ? 0 : column + (Character.isLowSurrogate(c) ? 0 : 1);
      }
    }
    return out.build();
  }
}
