package jan4j.model.grammar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Writes rules as GBNF. An empty alternative is `""`: llama.cpp takes a line break behind `|` for
/// white space.
final class GbnfPrinter {
  private final Map<Symbol.Rule, String> names = new HashMap<>();
  private final Set<String> taken = new HashSet<>();
  private final StringBuilder out = new StringBuilder();

  /// @param rules the first is named `prefix`, the others `prefix-...`; for the prefix `root` they
  ///   go without it
  static String print(List<Symbol.Rule> rules, String prefix) {
    GbnfPrinter printer = new GbnfPrinter();
    printer.name(rules, prefix);
    rules.forEach(printer::rule);
    return printer.out.toString();
  }

  private void name(List<Symbol.Rule> rules, String prefix) {
    names.put(rules.getFirst(), prefix);
    taken.add(prefix);
    String before = prefix.equals("root") ? "" : prefix + "-";
    for (Symbol.Rule rule : rules.subList(1, rules.size())) {
      String hint = before + rule.hint.replaceAll("[^a-zA-Z0-9]+", "-").replaceAll("^-+|-+$", "");
      String base = hint.isEmpty() || hint.endsWith("-") ? hint + "x" : hint;
      String name = base;
      for (int i = 2; !taken.add(name); i++) {
        name = base + "-" + i;
      }
      names.put(rule, name);
    }
  }

  private void rule(Symbol.Rule rule) {
    out.append(names.get(rule)).append(" ::= ");
    for (int i = 0; i < rule.alternatives.size(); i++) {
      out.append(i == 0 ? "" : " | ");
      sequence(rule.alternatives.get(i));
    }
    out.append('\n');
  }

  private void sequence(List<Symbol> parts) {
    List<String> words = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (Symbol part : parts) {
      if (part instanceof Symbol.Text(String more)) {
        text.append(more);
        continue;
      }
      flush(text, words);
      words.add(word(part));
    }
    flush(text, words);
    if (words.isEmpty()) {
      words.add("\"\"");
    }
    join(words);
  }

  private static void flush(StringBuilder text, List<String> words) {
    if (!text.isEmpty()) {
      words.add(literal(text.toString()));
      text.setLength(0);
    }
  }

  /// Runs of one class as a repetition.
  private void join(List<String> words) {
    for (int i = 0; i < words.size(); ) {
      int end = i + 1;
      while (end < words.size()
          && end - i < JsonRules.MAX_REPETITION
          && words.get(i).endsWith("]")
          && words.get(end).equals(words.get(i))) {
        end++;
      }
      out.append(i == 0 ? "" : " ").append(words.get(i));
      if (end - i > 1) {
        out.append('{').append(end - i).append('}');
      }
      i = end;
    }
  }

  private String word(Symbol symbol) {
    return switch (symbol) {
      case Symbol.Text(String text) -> literal(text);
      case Symbol.Chars(CharSet set) -> set(set);
      case Symbol.Rule rule -> names.getOrDefault(rule, "");
      case Symbol.Many(Symbol body, int min, int max) ->
          word(body)
              + (max < 0
                  ? min == 0 ? "*" : min == 1 ? "+" : "{" + min + ",}"
                  : min == 0 && max == 1 ? "?" : "{" + min + "," + max + "}");
    };
  }

  private static String literal(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints()
        .forEach(c ->
            out.append(c == '-' || c == '[' || c == ']' ? Character.toString(c) : character(c)));
    return out.append('"').toString();
  }

  private static String set(CharSet set) {
    CharSet others = set.complement();
    boolean negative = others.pairs().size() < set.pairs().size();
    if (negative && others.isEmpty()) {
      return ".";
    }
    StringBuilder out = new StringBuilder(negative ? "[^" : "[");
    for (int[] pair : (negative ? others : set).pairs()) {
      out.append(character(pair[0]));
      if (pair[1] > pair[0]) {
        out.append(pair[1] > pair[0] + 1 ? "-" : "").append(character(pair[1]));
      }
    }
    return out.append(']').toString();
  }

  /// As it stands in a class or a literal.
  private static String character(int c) {
    return switch (c) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case '"', '\\', '[', ']', '-' -> "\\" + (char) c;
      case '^' -> "\\x5E";
      default -> {
        if (c >= 0x20 && c < 0x7f) {
          yield Character.toString(c);
        }
        yield c < 0x100
            ? String.format(Locale.ROOT, "\\x%02X", c)
            : c < 0x10000
                ? String.format(Locale.ROOT, "\\u%04X", c)
                : String.format(Locale.ROOT, "\\U%08X", c);
      }
    };
  }
}
