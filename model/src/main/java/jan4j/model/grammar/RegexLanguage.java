package jan4j.model.grammar;

import java.util.ArrayList;
import java.util.List;

/// The texts in which a pattern finds a match, as JSON Schema means it: anywhere, unless the
/// pattern anchors itself.
final class RegexLanguage {
  private RegexLanguage() {}

  /// @throws TooLarge where the pattern is malformed, no regular language, or too large
  static Dfa of(String pattern) {
    return search(RegexParser.parse(pattern));
  }

  private static Dfa search(RegexNode node) {
    if (node instanceof RegexNode.Choice choice) {
      Dfa all = Dfa.NONE;
      for (RegexNode option : choice.options()) {
        all = all.union(search(option));
      }
      return all;
    }
    return anchored(node);
  }

  /// Look-ahead is worked out where it stands right behind `^`: there it is a second condition on
  /// the whole text.
  private static Dfa anchored(RegexNode node) {
    if (!(node instanceof RegexNode.Sequence(List<RegexNode> parts))
        || parts.size() < 2
        || !isStart(parts.getFirst())) {
      return new RegexAutomaton(node).language();
    }
    int rest = 1;
    Dfa all = Dfa.ALL;
    while (rest < parts.size()
        && parts.get(rest) instanceof RegexNode.LookAhead(RegexNode body, boolean negative)) {
      Dfa condition = search(new RegexNode.Sequence(List.of(parts.getFirst(), body)));
      all = all.intersect(negative ? condition.complement() : condition);
      rest++;
    }
    List<RegexNode> plain = new ArrayList<>();
    plain.add(parts.getFirst());
    plain.addAll(parts.subList(rest, parts.size()));
    return all.intersect(new RegexAutomaton(new RegexNode.Sequence(plain)).language());
  }

  private static boolean isStart(RegexNode node) {
    return node.equals(new RegexNode.Place(RegexNode.Place.Kind.START));
  }
}
