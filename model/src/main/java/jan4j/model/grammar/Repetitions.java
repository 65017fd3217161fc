package jan4j.model.grammar;

import java.util.List;

/// Repetitions of any size out of small ones.
final class Repetitions {
  private static final int BLOCK = 100;
  private static final int MAX = BLOCK * JsonRules.MAX_REPETITION;

  private Repetitions() {}

  /// Adds `min` to `max` times `body`.
  ///
  /// @param max [Integer#MAX_VALUE] for no bound
  static void add(List<Symbol> to, Symbol body, int min, int max) {
    int top = max == Integer.MAX_VALUE ? min : max;
    if (top <= JsonRules.MAX_REPETITION) {
      to.add(new Symbol.Many(body, min, max == Integer.MAX_VALUE ? -1 : max));
      return;
    }
    if (top > MAX) {
      throw new TooLarge("a repetition of " + top + ", at most " + MAX);
    }
    Symbol.Rule block = new Symbol.Rule("block");
    block.or(new Symbol.Many(body, BLOCK, BLOCK));
    if (min >= BLOCK) {
      to.add(new Symbol.Many(block, min / BLOCK, min / BLOCK));
    }
    if (max == Integer.MAX_VALUE) {
      to.add(new Symbol.Many(body, min % BLOCK, -1));
      return;
    }
    to.add(new Symbol.Many(body, min % BLOCK, min % BLOCK));
    int rest = max - min;
    // Whole blocks, then less than one: 0 to `rest` in all, with one way for each number.
    Symbol.Rule tail = new Symbol.Rule("tail");
    if (rest < BLOCK) {
      to.add(new Symbol.Many(body, 0, rest));
      return;
    }
    int blocks = rest / BLOCK;
    tail.or(new Symbol.Many(block, 0, blocks - 1), new Symbol.Many(body, 0, BLOCK - 1));
    tail.or(new Symbol.Many(block, blocks, blocks), new Symbol.Many(body, 0, rest % BLOCK));
    to.add(tail);
  }
}
