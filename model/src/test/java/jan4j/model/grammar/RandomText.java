package jan4j.model.grammar;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Writes random texts that a grammar lets through.
final class RandomText {
  private final GbnfGrammar grammar;
  private final Random random;

  RandomText(String gbnf, Random random) {
    this.grammar = GbnfParser.parse(gbnf);
    this.random = random;
  }

  String write() {
    StringBuilder out = new StringBuilder();
    rule(grammar.named("root"), out);
    return out.toString();
  }

  private void rule(GbnfGrammar.Rule rule, StringBuilder out) {
    GbnfGrammar.Step at = rule.alternatives.get(random.nextInt(rule.alternatives.size()));
    while (at != null) {
      if (at.rule != null) {
        rule(at.rule, out);
      } else {
        out.appendCodePoint(character(at.characters));
      }
      at = at.next;
    }
  }

  private int character(@Nullable CharSet set) {
    List<int[]> pairs = set == null ? List.of() : set.pairs();
    int[] pair = pairs.get(random.nextInt(pairs.size()));
    return pair[0] + random.nextInt(pair[1] - pair[0] + 1);
  }
}
