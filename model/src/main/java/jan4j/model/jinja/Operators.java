package jan4j.model.jinja;

import java.util.ArrayList;
import java.util.List;

/// Python's binary operators on values.
final class Operators {
  private Operators() {}

  static Object add(State state, Object a, Object b) {
    if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
      return Numbers.add(a, b);
    }
    if (a instanceof Text s && b instanceof Text t) {
      return join(state, s, t);
    }
    if (a instanceof PyList s && b instanceof PyList t) {
      return new PyList(joined(state, s, t));
    }
    if (a instanceof Tuple s && b instanceof Tuple t) {
      return new Tuple(joined(state, s, t));
    }
    failUndefined(a, b);
    if (a instanceof Text) {
      throw TemplateException.typeError(
          "can only concatenate str (not \"" + Values.typeName(b) + "\") to str");
    }
    throw unsupported("+", a, b);
  }

  /// `a + b` of texts; where one is markup, the other is escaped.
  static Text join(State state, Text a, Text b) {
    boolean markup = a.isMarkup() || b.isMarkup();
    Text left = markup ? escape(state, a) : a;
    Text right = markup ? escape(state, b) : b;
    int size = (int) Math.min(left.length() + (long) right.length(), Limits.MAX_TEXT);
    return new TextBuilder(state, size).append(left).append(right).build().asMarkup(markup);
  }

  /// markupsafe's `escape`: plain text becomes markup.
  static Text escape(State state, Text text) {
    if (text.isMarkup()) {
      return text;
    }
    state.scan(text.length());
    TextBuilder out = new TextBuilder(state);
    int from = 0;
    String s = text.value();
    for (int i = 0; i < s.length(); i++) {
      String entity =
          switch (s.charAt(i)) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '\'' -> "&#39;";
            case '"' -> "&#34;";
            default -> "";
          };
      if (!entity.isEmpty()) {
        out.append(text, from, i).append(entity, text.isTaintedAt(i));
        from = i + 1;
      }
    }
    return out.append(text, from, s.length()).build().asMarkup(true);
  }

  private static List<Object> joined(State state, Sequence a, Sequence b) {
    state.charge(a.size() + (long) b.size());
    List<Object> out = new ArrayList<>(a.size() + b.size());
    Iteration.elements(a).forEachRemaining(out::add);
    Iteration.elements(b).forEachRemaining(out::add);
    return out;
  }

  static Object multiply(State state, Object a, Object b) {
    if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
      return Numbers.multiply(a, b);
    }
    failUndefined(a, b);
    if (Numbers.isInteger(b)) {
      Object repeated = repeat(state, a, Math.max(0, Numbers.index(b, "count")));
      if (repeated != None.NONE) {
        return repeated;
      }
    } else if (Numbers.isInteger(a)) {
      Object repeated = repeat(state, b, Math.max(0, Numbers.index(a, "count")));
      if (repeated != None.NONE) {
        return repeated;
      }
    }
    throw unsupported("*", a, b);
  }

  private static Object repeat(State state, Object value, long times) {
    if (value instanceof Text t) {
      long n = t.isEmpty() ? 0 : times;
      if (n > Limits.MAX_TEXT / Math.max(1, t.length())) {
        throw TemplateException.limit("a text grew past " + Limits.MAX_TEXT + " characters");
      }
      state.charge((n * Math.max(1, t.length())) >> 3);
      TextBuilder out = new TextBuilder(state);
      for (long i = 0; i < n; i++) {
        out.append(t);
      }
      return out.build().asMarkup(t.isMarkup());
    }
    if (value instanceof PyList || value instanceof Tuple) {
      Sequence s = (Sequence) value;
      long n = s.size() == 0 ? 0 : times;
      if (n > Limits.MAX_LIST / Math.max(1, s.size())) {
        throw TemplateException.limit("a list grew past " + Limits.MAX_LIST + " elements");
      }
      state.charge(n * s.size());
      List<Object> out = new ArrayList<>();
      for (long i = 0; i < n; i++) {
        Iteration.elements(s).forEachRemaining(out::add);
      }
      return s.like(out);
    }
    return None.NONE;
  }

  static Object modulo(State state, Object a, Object b) {
    if (a instanceof Text t) {
      return PercentFormat.format(state, t, b);
    }
    return arithmetic("%", a, b, Numbers::modulo);
  }

  /// The work of an operator on two numbers.
  @FunctionalInterface
  interface Arithmetic {
    Object apply(Object a, Object b);
  }

  static Object arithmetic(String symbol, Object a, Object b, Arithmetic work) {
    if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
      return work.apply(a, b);
    }
    failUndefined(a, b);
    throw unsupported(symbol, a, b);
  }

  private static void failUndefined(Object a, Object b) {
    if (a instanceof Undefined u) {
      throw u.failure();
    }
    if (b instanceof Undefined u) {
      throw u.failure();
    }
  }

  private static TemplateException unsupported(String symbol, Object a, Object b) {
    return TemplateException.typeError(
        "unsupported operand type(s) for "
            + symbol
            + ": '"
            + Values.typeName(a)
            + "' and '"
            + Values.typeName(b)
            + "'");
  }
}
