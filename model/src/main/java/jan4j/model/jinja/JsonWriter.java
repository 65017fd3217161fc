package jan4j.model.jinja;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Python's `json.dumps`. The text is untrusted as a whole if any text in the value is.
final class JsonWriter {
  /// The keyword arguments of `json.dumps` that transformers' `tojson` has.
  ///
  /// @param indent one level of indentation, or null for one line
  record Options(
      boolean ensureAscii,
      @Nullable String indent,
      String itemSeparator,
      String keySeparator,
      boolean sortKeys) {}

  private final State state;
  private final Options options;
  private final StringBuilder out = new StringBuilder();
  private boolean tainted;

  private JsonWriter(State state, Options options) {
    this.state = state;
    this.options = options;
  }

  static Text write(State state, Object value, Options options) {
    JsonWriter w = new JsonWriter(state, options);
    w.value(value, 0);
    return Text.of(w.out.toString(), w.tainted);
  }

  private void value(Object value, int nesting) {
    state.charge(1);
    Values.checkNesting(nesting);
    switch (value) {
      case None _ -> out.append("null");
      case Boolean b -> out.append(b ? "true" : "false");
      case Long n -> out.append((long) n);
      case BigInteger n -> out.append(Printer.scalar(n));
      case Double d -> out.append(number(d));
      case Text t -> text(t);
      case PyList l -> list(l, nesting + 1);
      case Tuple t -> list(t, nesting + 1);
      case Dict d -> dict(d, nesting + 1);
      default ->
          throw TemplateException.typeError(
              "Object of type " + Values.typeName(value) + " is not JSON serializable");
    }
    if (out.length() > Limits.MAX_TEXT) {
      throw TemplateException.limit("a text grew past " + Limits.MAX_TEXT + " characters");
    }
  }

  private static String number(double d) {
    if (Double.isNaN(d)) {
      return "NaN";
    }
    if (Double.isInfinite(d)) {
      return d > 0 ? "Infinity" : "-Infinity";
    }
    return Floats.repr(d);
  }

  private void list(Sequence s, int nesting) {
    if (s.size() == 0) {
      out.append("[]");
      return;
    }
    out.append('[');
    for (int i = 0; i < s.size(); i++) {
      out.append(i == 0 ? "" : options.itemSeparator);
      line(nesting);
      value(s.get(i), nesting);
    }
    line(nesting - 1);
    out.append(']');
  }

  private void dict(Dict d, int nesting) {
    if (d.size() == 0) {
      out.append("{}");
      return;
    }
    Iterable<Dict.Entry> entries = options.sortKeys ? sorted(d) : d.entries();
    out.append('{');
    boolean first = true;
    for (Dict.Entry e : entries) {
      out.append(first ? "" : options.itemSeparator);
      first = false;
      line(nesting);
      key(e.key());
      out.append(options.keySeparator);
      value(e.value(), nesting);
    }
    line(nesting - 1);
    out.append('}');
  }

  private List<Dict.Entry> sorted(Dict d) {
    List<Dict.Entry> entries = new ArrayList<>();
    d.entries().forEach(entries::add);
    entries.sort((a, b) -> Values.compare(state, a.key(), b.key(), "<"));
    return entries;
  }

  private void key(Object key) {
    switch (key) {
      case Text t -> text(t);
      case None _ -> out.append("\"null\"");
      case Boolean b -> out.append(b ? "\"true\"" : "\"false\"");
      case Long _, BigInteger _ -> out.append('"').append(Printer.scalar(key)).append('"');
      case Double d -> out.append('"').append(number(d)).append('"');
      default ->
          throw TemplateException.typeError(
              "keys must be str, int, float, bool or None, not " + Values.typeName(key));
    }
  }

  private void line(int nesting) {
    if (options.indent != null) {
      state.charge(1 + (((long) nesting * options.indent.length()) >> 6));
      out.append('\n').repeat(options.indent, nesting);
    }
  }

  private void text(Text t) {
    state.scan(t.length());
    tainted |= t.isTainted();
    String s = t.value();
    out.append('"');
    int from = 0;
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      if (isPlain(c)) {
        continue;
      }
      out.append(s, from, i);
      character(c);
      from = i + 1;
    }
    out.append(s, from, s.length());
    out.append('"');
  }

  private boolean isPlain(char c) {
    return c >= 0x20 && c != '"' && c != '\\' && (c <= 0x7e || !options.ensureAscii);
  }

  private void character(char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\f' -> out.append("\\f");
      case '\b' -> out.append("\\b");
      default -> {
        if (c < 0x20 || (options.ensureAscii && c > 0x7e)) {
          out.append("\\u").append(java.util.HexFormat.of().toHexDigits(c));
        } else {
          out.append(c);
        }
      }
    }
  }
}
