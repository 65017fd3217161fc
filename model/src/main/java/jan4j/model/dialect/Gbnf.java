package jan4j.model.dialect;

import java.util.Set;
import java.util.TreeSet;

/// Pieces of GBNF, llama.cpp's form of grammars (`grammars/README.md` there).
final class Gbnf {
  private Gbnf() {}

  /// A literal that matches `text`.
  static String literal(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints().forEach(c -> escape(out, c, "\"\\"));
    return out.append('"').toString();
  }

  /// Rules by which `name` matches any text up to the first `stop`, and `stop`. One rule for each
  /// character of `stop`, each linear in its length.
  static String until(String name, String stop) {
    int[] points = stop.codePoints().toArray();
    StringBuilder out = new StringBuilder();
    for (int state = 0; state < points.length; state++) {
      out.append(state == 0 ? name : name + "-" + state).append(" ::= ");
      Set<Integer> advancing = new TreeSet<>();
      for (int point : points) {
        int next = next(points, state, point);
        if (next > 0 && advancing.add(point)) {
          out.append(literal(Character.toString(point)));
          out.append(next == points.length ? "" : next == 0 ? " " + name : " " + name + "-" + next);
          out.append(" | ");
        }
      }
      out.append("[^");
      advancing.forEach(c -> escape(out, c, "]\\^-"));
      out.append("] ").append(name).append('\n');
    }
    return out.toString();
  }

  /// How much of `points` the text ends with, after `state` of them and `point`.
  private static int next(int[] points, int state, int point) {
    for (int length = state + 1; length > 0; length--) {
      if (points[length - 1] == point && endsWith(points, state, length - 1)) {
        return length;
      }
    }
    return 0;
  }

  /// Whether the first `state` points end with the first `length` ones.
  private static boolean endsWith(int[] points, int state, int length) {
    for (int i = 0; i < length; i++) {
      if (points[state - length + i] != points[i]) {
        return false;
      }
    }
    return true;
  }

  private static void escape(StringBuilder out, int c, String special) {
    switch (c) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (c < 128 && special.indexOf(c) >= 0) {
          boolean usual = c == '"' || c == '\\' || c == ']';
          out.append(usual ? "\\" + (char) c : "\\x" + Integer.toHexString(c));
        } else {
          out.appendCodePoint(c);
        }
      }
    }
  }
}
