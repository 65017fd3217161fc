package jan4j.model.jinja;

import java.math.BigInteger;
import java.util.Iterator;
import java.util.OptionalInt;

/// What Python says about any value: its type's name, truth, length, equality, order.
final class Values {
  private Values() {}

  static String typeName(Object value) {
    return switch (value) {
      case None _ -> "NoneType";
      case Boolean _ -> "bool";
      case Long _, BigInteger _ -> "int";
      case Double _ -> "float";
      case Text t -> t.isMarkup() ? "Markup" : "str";
      case PyList _ -> "list";
      case Tuple _ -> "tuple";
      case Range _ -> "range";
      case Dict _ -> "dict";
      case DictView v -> v.pythonName();
      case Generator _ -> "generator";
      case Undefined _ -> "Undefined";
      case Namespace _ -> "Namespace";
      case Macro _ -> "Macro";
      case LoopContext _ -> "LoopContext";
      case Callable _ -> "builtin_function_or_method";
      default -> "object";
    };
  }

  static boolean isTrue(Object value) {
    return switch (value) {
      case Boolean b -> b;
      case Text t -> !t.isEmpty();
      case None _, Undefined _ -> false;
      case Long n -> n != 0;
      case Double d -> d != 0;
      case BigInteger n -> n.signum() != 0;
      case Sequence s -> s.size() > 0;
      case Dict d -> d.size() > 0;
      case DictView v -> v.dict().size() > 0;
      default -> true;
    };
  }

  /// `len()`; empty where Python has none.
  static OptionalInt size(State state, Object value) {
    return switch (value) {
      case Text t -> {
        state.scan(t.length());
        yield OptionalInt.of(t.value().codePointCount(0, t.length()));
      }
      case Sequence s -> OptionalInt.of(s.size());
      case Dict d -> OptionalInt.of(d.size());
      case DictView v -> OptionalInt.of(v.dict().size());
      case Undefined _ -> OptionalInt.of(0);
      case LoopContext l -> OptionalInt.of(l.length());
      default -> OptionalInt.empty();
    };
  }

  static boolean isEqual(State state, Object a, Object b) {
    return isEqual(state, a, b, 0);
  }

  @SuppressWarnings("ReferenceEquality") // Python takes identical objects for equal, too
  private static boolean isEqual(State state, Object a, Object b, int nesting) {
    state.charge(1);
    checkNesting(nesting);
    if (a instanceof Text s && b instanceof Text t) {
      if (s.length() == t.length()) {
        state.charge(s.length() >> 6);
      }
      return s.equals(t);
    }
    if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
      return Numbers.compare(a, b) == 0;
    }
    if (a == b || (a instanceof Undefined && b instanceof Undefined)) {
      return true;
    }
    if (a instanceof Sequence s && b instanceof Sequence t && a.getClass() == b.getClass()) {
      return sameElements(state, s, t, nesting);
    }
    return a instanceof Dict c && b instanceof Dict d && sameEntries(state, c, d, nesting);
  }

  private static boolean sameElements(State state, Sequence a, Sequence b, int nesting) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!isEqual(state, a.get(i), b.get(i), nesting + 1)) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameEntries(State state, Dict a, Dict b, int nesting) {
    if (a.size() != b.size()) {
      return false;
    }
    for (Dict.Entry e : a.entries()) {
      Object other = b.get(e.key());
      if (other == null || !isEqual(state, e.value(), other, nesting + 1)) {
        return false;
      }
    }
    return true;
  }

  static void checkNesting(int nesting) {
    if (nesting > Limits.MAX_VALUE_NESTING) {
      throw new TemplateException("RecursionError", "values are nested too deeply");
    }
  }

  /// The order of two values: -1, 0 or 1, or 2 where a NaN has none.
  ///
  /// @throws TemplateException where Python has no order for them
  static int compare(State state, Object a, Object b, String operator) {
    return compare(state, a, b, operator, 0);
  }

  private static int compare(State state, Object a, Object b, String operator, int nesting) {
    state.charge(1);
    checkNesting(nesting);
    if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
      return Numbers.compare(a, b);
    }
    if (a instanceof Text s && b instanceof Text t) {
      state.charge(Math.min(s.length(), t.length()) >> 4);
      return compareCodePoints(s.value(), t.value());
    }
    if (a instanceof Undefined u) {
      throw u.failure();
    }
    if (b instanceof Undefined u) {
      throw u.failure();
    }
    if ((a instanceof PyList && b instanceof PyList)
        || (a instanceof Tuple && b instanceof Tuple)) {
      Sequence s = (Sequence) a;
      Sequence t = (Sequence) b;
      for (int i = 0; i < Math.min(s.size(), t.size()); i++) {
        if (!isEqual(state, s.get(i), t.get(i), nesting + 1)) {
          return compare(state, s.get(i), t.get(i), operator, nesting + 1);
        }
      }
      return Integer.compare(s.size(), t.size());
    }
    throw TemplateException.typeError(
        "'"
            + operator
            + "' not supported between instances of '"
            + typeName(a)
            + "' and '"
            + typeName(b)
            + "'");
  }

  static int compareCodePoints(String a, String b) {
    int n = Math.min(a.length(), b.length());
    for (int i = 0; i < n; i++) {
      char c = a.charAt(i);
      char d = b.charAt(i);
      if (c != d) {
        boolean high = Character.isSurrogate(c) != Character.isSurrogate(d);
        return high ? (Character.isSurrogate(c) ? 1 : -1) : Integer.signum(Character.compare(c, d));
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  /// `needle in haystack`.
  static boolean contains(State state, Object haystack, Object needle) {
    if (haystack instanceof Text t) {
      if (!(needle instanceof Text n)) {
        throw TemplateException.typeError(
            "'in <string>' requires string as left operand, not " + typeName(needle));
      }
      state.scan(t.length());
      Search.chargeWorstCase(state, t.value(), n.value());
      return t.value().contains(n.value());
    }
    if (haystack instanceof Dict d) {
      return d.has(needle);
    }
    if (haystack instanceof DictView v && v.kind() == DictView.Kind.KEYS) {
      return v.dict().has(needle);
    }
    if (haystack instanceof None || haystack instanceof Boolean || Numbers.isNumber(haystack)) {
      throw TemplateException.typeError(
          "argument of type '" + typeName(haystack) + "' is not iterable");
    }
    Iterator<Object> it = Iteration.of(state, haystack);
    while (it.hasNext()) {
      if (isEqual(state, it.next(), needle)) {
        return true;
      }
    }
    return false;
  }
}
