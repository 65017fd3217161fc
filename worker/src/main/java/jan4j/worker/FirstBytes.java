package jan4j.worker;

import java.util.Arrays;
import java.util.function.IntPredicate;

/// The tokens of a vocabulary by their first byte, to ban most of them at once: where a grammar
/// refuses the token that is one ASCII character, it refuses all that begin with it. In most places
/// of a JSON text that leaves some hundred tokens of a hundred thousand to look at.
///
/// Other bytes are left to the grammar, whose answer for a part of a character is no answer for the
/// whole. Immutable.
final class FirstBytes {
  private static final int ASCII = 128;
  private static final int NONE = -1;

  private final int[] single = new int[ASCII];
  private final int[][] beginning = new int[ASCII][];

  FirstBytes(VocabularyFacts facts) {
    Arrays.fill(single, NONE);
    int[] counts = new int[ASCII];
    byte[] firsts = new byte[facts.size()];
    for (int token = 0; token < firsts.length; token++) {
      byte[] bytes = facts.bytes(token);
      boolean counted = bytes.length > 0 && bytes[0] > 0 && !facts.isEndOfGeneration(token);
      firsts[token] = counted ? bytes[0] : NONE;
      if (counted) {
        counts[bytes[0]]++;
        if (bytes.length == 1) {
          single[bytes[0]] = token;
        }
      }
    }
    for (int b = 0; b < ASCII; b++) {
      beginning[b] = new int[counts[b]];
    }
    for (int token = firsts.length - 1; token >= 0; token--) {
      if (firsts[token] >= 0) {
        beginning[firsts[token]][--counts[firsts[token]]] = token;
      }
    }
  }

  /// Sets the logits of what cannot come next to negative infinity.
  ///
  /// @param allows says it of one token, between two code points
  void ban(IntPredicate allows, float[] logits) {
    for (int b = 0; b < ASCII; b++) {
      if (single[b] != NONE && beginning[b].length > 1 && !allows.test(single[b])) {
        for (int token : beginning[b]) {
          logits[token] = Float.NEGATIVE_INFINITY;
        }
      }
    }
  }
}
