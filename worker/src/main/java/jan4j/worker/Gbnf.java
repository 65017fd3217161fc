package jan4j.worker;

import java.util.List;
import java.util.Map;

/// A grammar in GBNF, read but not expanded (llama.cpp, `grammars/README.md`). Immutable.
///
/// @param text the source, for messages
/// @param rules by name, in the order of their definitions; of a rule that is defined twice the
///   last, as the library takes it
/// @param usesTokens whether it names tokens of the vocabulary (`<...>` and `!<...>`)
record Gbnf(String text, Map<String, Node> rules, boolean usesTokens) {
  /// The start rule of every grammar.
  static final String ROOT = "root";

  /// What a rule is made of.
  sealed interface Node {
    /// One character or token of a class.
    record Terminal() implements Node {}

    /// A text of `length` characters, in a row.
    record Literal(int length) implements Node {}

    /// Another rule.
    ///
    /// @param at where in the text it is named
    record Reference(String name, int at) implements Node {}

    /// One after the other.
    record Sequence(List<Node> items) implements Node {
      public Sequence {
        items = List.copyOf(items);
      }
    }

    /// One of them.
    record Choice(List<Node> alternatives) implements Node {
      public Choice {
        alternatives = List.copyOf(alternatives);
      }
    }

    /// `min` to `max` times.
    ///
    /// @param max [#UNBOUNDED] where there is no end
    /// @param at where in the text it says so
    record Repeat(Node item, int min, int max, int at) implements Node {
      static final int UNBOUNDED = Integer.MAX_VALUE;
    }
  }

  /// A place of the text for people.
  static String place(String text, int at) {
    int line = 1;
    int lineStart = 0;
    for (int i = text.indexOf('\n'); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) {
      line++;
      lineStart = i + 1;
    }
    return "line " + line + ", column " + (at - lineStart + 1);
  }
}
