package jan4j.model.dialect;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Writes the grammar of an answer that is reasoning, where the model may reason, and then a text
/// of a given rule.
final class ContentGrammar {
  private static final String SPACE = "[ \\t\\n\\r]{0,8}";

  private ContentGrammar() {}

  /// GBNF whose `root` is the answer; its own rules begin with `think-`.
  ///
  /// @param mayReason whether the model may begin to reason by itself. Where the prompt has begun
  ///   reasoning it goes on in any case; where the prompt has ended it, there is none
  static String of(OutputStart start, List<Tags> reasoning, String rule, boolean mayReason) {
    Optional<ReasoningStart> begun = ReasoningStart.of(start.promptTail(), reasoning);
    StringBuilder rules = new StringBuilder();
    if (begun.isPresent() && begun.get().open()) {
      rules.append("root ::= think-0-0 ").append(SPACE).append(' ').append(rule).append('\n');
      upTo(begun.get().tags().close(), "think-0", rules);
    } else if (begun.isPresent() || !mayReason || reasoning.isEmpty()) {
      rules.append("root ::= ").append(rule).append('\n');
    } else {
      rules.append("root ::= think? ").append(rule).append("\nthink ::= (");
      StringBuilder blocks = new StringBuilder();
      for (int i = 0; i < reasoning.size(); i++) {
        Tags tags = reasoning.get(i);
        String name = "think-" + i;
        rules.append(i == 0 ? "" : " | ").append(literal(tags.open()));
        rules.append(' ').append(name).append("-0");
        upTo(tags.close(), name, blocks);
      }
      rules.append(") ").append(SPACE).append('\n').append(blocks);
    }
    return rules.toString();
  }

  /// Any text up to the first `end`, and that itself: the automaton of Knuth, Morris and Pratt, a
  /// rule `name-i` for each count of matched characters.
  static void upTo(String end, String name, StringBuilder rules) {
    int[] characters = end.codePoints().toArray();
    Set<Integer> distinct = new LinkedHashSet<>();
    for (int c : characters) {
      distinct.add(c);
    }
    StringBuilder others = new StringBuilder("[^");
    distinct.forEach(c -> others.append(escaped(c)));
    others.append(']');
    for (int i = 0; i < characters.length; i++) {
      rules.append(name).append('-').append(i).append(" ::= ");
      rules.append(others).append(' ').append(name).append("-0");
      for (int c : distinct) {
        int next = next(characters, i, c);
        rules.append(" | \"").append(escaped(c)).append('"');
        if (next < characters.length) {
          rules.append(' ').append(name).append('-').append(next);
        }
      }
      rules.append('\n');
    }
  }

  /// How many characters of the end are matched after `matched` of them and then `c`.
  private static int next(int[] end, int matched, int c) {
    for (int n = matched + 1; n > 0; n--) {
      if (end[n - 1] == c && isSuffix(end, n - 1, matched)) {
        return n;
      }
    }
    return 0;
  }

  /// Whether the first `length` characters are the last of the first `matched`.
  private static boolean isSuffix(int[] end, int length, int matched) {
    for (int i = 0; i < length; i++) {
      if (end[i] != end[matched - length + i]) {
        return false;
      }
    }
    return true;
  }

  /// A text as a GBNF literal.
  static String literal(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints().forEach(c -> out.append(escaped(c)));
    return out.append('"').toString();
  }

  private static String escaped(int c) {
    boolean plain = c > ' ' && c < 0x7f && "\"\\[]^-".indexOf(c) < 0;
    if (plain || c == ' ') {
      return Character.toString(c);
    }
    return c <= 0xffff
        ? String.format(Locale.ROOT, "\\u%04X", c)
        : String.format(Locale.ROOT, "\\U%08X", c);
  }
}
