package jan4j.model.jinja;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// Python's `str()` and `repr()`. What is printed of a list or dict is untrusted as a whole if any
/// text in it is: brackets and quotes there belong to the content.
final class Printer {
  private final State state;
  private final StringBuilder out = new StringBuilder();
  private boolean tainted;
  private boolean sort;

  private Printer(State state) {
    this.state = state;
  }

  /// `str(value)`; markup becomes plain text.
  static Text str(State state, Object value) {
    return value instanceof Text t ? t.asMarkup(false) : softStr(state, value);
  }

  /// Like [#str], but markup stays markup.
  static Text softStr(State state, Object value) {
    return switch (value) {
      case Text t -> t;
      case Undefined _ -> Text.EMPTY;
      case None _, Boolean _, Long _, Double _ -> Text.trusted(scalar(value));
      default -> repr(state, value);
    };
  }

  static Text repr(State state, Object value) {
    Printer p = new Printer(state);
    p.value(value, 0);
    return Text.of(p.out.toString(), p.tainted);
  }

  /// Like [#repr], with the keys of dicts in order, as `pprint` has them.
  static Text sorted(State state, Object value) {
    Printer p = new Printer(state);
    p.sort = true;
    p.value(value, 0);
    return Text.of(p.out.toString(), p.tainted);
  }

  /// `ascii(value)`: like [#repr], with every other character escaped.
  static Text ascii(State state, Object value) {
    Text text = repr(state, value);
    TextBuilder escaped = new TextBuilder(state);
    text.value()
        .codePoints()
        .forEach(
            c -> escaped.append(c < 128 ? Character.toString(c) : escape(c), text.isTainted()));
    return escaped.build();
  }

  private static String escape(int c) {
    String form = c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x";
    return String.format(java.util.Locale.ROOT, form, c);
  }

  static String scalar(Object value) {
    return switch (value) {
      case None _ -> "None";
      case Boolean b -> b ? "True" : "False";
      case Double d -> Floats.repr(d);
      case BigInteger n when n.bitLength() > 14_000 ->
          throw TemplateException.valueError("Exceeds the limit for integer string conversion");
      default -> value.toString();
    };
  }

  private void value(Object value, int nesting) {
    state.charge(1);
    Values.checkNesting(nesting);
    if (out.length() > Limits.MAX_TEXT) {
      throw TemplateException.limit("a text grew past " + Limits.MAX_TEXT + " characters");
    }
    switch (value) {
      case None _, Boolean _, Long _, Double _, BigInteger _, Range _ ->
          out.append(value instanceof Range ? value.toString() : scalar(value));
      case Text t -> text(t);
      case PyList l -> sequence("[", l, "]", nesting);
      case Tuple t -> sequence("(", t, t.size() == 1 ? ",)" : ")", nesting);
      case Dict d -> dict(d, nesting);
      case DictView v -> {
        out.append(v.pythonName()).append("(");
        sequence("[", new PyList(v.elements()), "]", nesting);
        out.append(")");
      }
      case Namespace n -> {
        out.append("<Namespace ");
        dict(n.attributes(), nesting + 1);
        out.append(">");
      }
      case Undefined _ -> out.append("Undefined");
      case LoopContext l ->
          out.append("<LoopContext ")
              .append(l.attribute("index"))
              .append("/")
              .append(l.length())
              .append(">");
      case Callable c -> out.append("<").append(Values.typeName(c)).append(" '" + c.name() + "'>");
      default -> out.append("<").append(Values.typeName(value)).append(" object>");
    }
  }

  private void sequence(String open, Sequence s, String close, int nesting) {
    out.append(open);
    for (int i = 0; i < s.size(); i++) {
      if (i > 0) {
        out.append(", ");
      }
      value(s.get(i), nesting + 1);
    }
    out.append(close);
  }

  private void dict(Dict d, int nesting) {
    out.append("{");
    List<Dict.Entry> entries = new ArrayList<>();
    d.entries().forEach(entries::add);
    if (sort && entries.stream().allMatch(e -> e.key() instanceof Text)) {
      entries.sort((a, b) -> Values.compare(state, a.key(), b.key(), "<"));
    }
    Iterator<Dict.Entry> it = entries.iterator();
    while (it.hasNext()) {
      Dict.Entry e = it.next();
      value(e.key(), nesting + 1);
      out.append(": ");
      value(e.value(), nesting + 1);
      out.append(it.hasNext() ? ", " : "");
    }
    out.append("}");
  }

  private void text(Text t) {
    state.scan(t.length());
    tainted |= t.isTainted();
    String s = t.value();
    out.append(t.isMarkup() ? "Markup(" : "");
    char quote = s.indexOf('\'') >= 0 && s.indexOf('"') < 0 ? '"' : '\'';
    out.append(quote);
    s.codePoints().forEach(c -> character(c, quote));
    out.append(quote).append(t.isMarkup() ? ")" : "");
  }

  private void character(int c, char quote) {
    switch (c) {
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (c == quote) {
          out.append('\\').append(quote);
        } else if (isPrintable(c)) {
          out.appendCodePoint(c);
        } else {
          out.append(escape(c));
        }
      }
    }
  }

  static boolean isPrintable(int c) {
    if (c < 127) {
      return c >= 32;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
