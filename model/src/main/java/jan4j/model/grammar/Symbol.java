package jan4j.model.grammar;

import java.util.ArrayList;
import java.util.List;

/// A part of a rule.
sealed interface Symbol {
  /// These characters; may be empty.
  record Text(String text) implements Symbol {}

  /// One of these characters; not empty.
  record Chars(CharSet set) implements Symbol {}

  /// @param max -1 for no bound
  record Many(Symbol body, int min, int max) implements Symbol {}

  /// A rule of the grammar, by identity.
  final class Rule implements Symbol {
    final String hint;
    final List<List<Symbol>> alternatives = new ArrayList<>();

    Rule(String hint) {
      this.hint = hint;
    }

    /// Adds an alternative: all of `parts`, in order.
    void or(List<Symbol> parts) {
      alternatives.add(parts);
    }

    void or(Symbol... parts) {
      alternatives.add(List.of(parts));
    }
  }
}
