package jan4j.worker;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.llama.Grammar;
import jan4j.llama.Vocabulary;

/// Keeps grammars away from the library that would overflow its stack: its parser recurses once per
/// nested group, and 60,000 of them end the process.
final class GrammarBounds {
  static final int MAX_LENGTH = 64 * 1024;
  static final int MAX_NESTING = 200;

  private GrammarBounds() {}

  /// @throws JanException with [ErrorCode#GRAMMAR_INVALID]
  static void check(String gbnf) {
    if (gbnf.length() > MAX_LENGTH) {
      throw invalid("the grammar has " + gbnf.length() + " characters; the limit is " + MAX_LENGTH);
    }
    int nul = gbnf.indexOf('\0');
    if (nul >= 0) {
      throw invalid("the grammar has a NUL at character " + nul + "; remove it");
    }
    int depth = 0;
    for (int i = 0; i < gbnf.length(); i++) {
      switch (gbnf.charAt(i)) {
        case '"' -> i = end(gbnf, i + 1, '"');
        case '[' -> i = end(gbnf, i + 1, ']');
        case '<' -> i = end(gbnf, i + 1, '>');
        case '#' -> i = end(gbnf, i + 1, '\n');
        case '(' -> depth++;
        case ')' -> depth = Math.max(0, depth - 1);
        default -> {}
      }
      if (depth > MAX_NESTING) {
        throw invalid(
            "the grammar's groups are nested more than "
                + MAX_NESTING
                + " deep at character "
                + i
                + "; flatten them");
      }
    }
  }

  /// The place of the next `close` that no backslash escapes, or the end.
  private static int end(String gbnf, int from, char close) {
    int i = from;
    while (i < gbnf.length() && gbnf.charAt(i) != close) {
      i += gbnf.charAt(i) == '\\' && close != '\n' ? 2 : 1;
    }
    return i;
  }

  private static JanException invalid(String message) {
    return new JanException(ErrorCode.GRAMMAR_INVALID, message);
  }

  /// @throws jan4j.llama.LlamaException where it does not parse
  static Grammar compile(Vocabulary vocabulary, String gbnf) {
    return Grammar.compile(vocabulary, gbnf, "root");
  }
}
