package jan4j.model.grammar;

import java.util.List;

/// A regular expression.
sealed interface RegexNode {
  /// One character of a set.
  record Chars(CharSet set) implements RegexNode {}

  /// One after the other; empty: the empty text.
  record Sequence(List<RegexNode> parts) implements RegexNode {}

  /// Any one of them.
  record Choice(List<RegexNode> options) implements RegexNode {}

  /// @param max [Integer#MAX_VALUE] for no bound
  record Repeat(RegexNode body, int min, int max) implements RegexNode {}

  /// A place in the text.
  record Place(Kind kind) implements RegexNode {
    enum Kind {
      START,
      END,
      WORD_EDGE,
      NO_WORD_EDGE
    }
  }

  /// What must follow, or must not, without being part of the match.
  record LookAhead(RegexNode body, boolean negative) implements RegexNode {}
}
