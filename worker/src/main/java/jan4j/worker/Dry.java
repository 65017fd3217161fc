package jan4j.worker;

import java.util.HashMap;
import java.util.Map;

/// DRY ("don't repeat yourself"): a penalty that grows exponentially with the length of the
/// repetition that a token would prolong. Semantics: llama.cpp, `llama_sampler_dry_apply`. One
/// thread.
final class Dry {
  private static final double FLOAT_MAX_LOG = 88.7228391;
  private static final double LEAST_GROWING_BASE = 1.000001;

  private final double multiplier;
  private final double base;
  private final int allowedLength;
  private final int lastN;
  private final DryBreakers breakers;

  /// @param lastN tokens to look back over, 0 or more
  Dry(double multiplier, double base, int allowedLength, int lastN, DryBreakers breakers) {
    this.multiplier = multiplier;
    this.base = base;
    this.allowedLength = allowedLength;
    this.lastN = lastN;
    this.breakers = breakers;
  }

  void apply(float[] logits, TokenList history) {
    int window = Math.min(history.size(), lastN);
    if (window <= allowedLength) {
      return;
    }
    int limit = breakers.tokensAfterBreaker(history, window);
    if (limit < allowedLength) {
      return;
    }
    int maxExponent = base > LEAST_GROWING_BASE ? (int) (FLOAT_MAX_LOG / Math.log(base)) : 0;
    for (Map.Entry<Integer, Integer> entry : prolonged(history, window, limit).entrySet()) {
      int token = entry.getKey();
      if (token < 0 || token >= logits.length || breakers.isBreaker(token)) {
        continue;
      }
      int exponent = entry.getValue() - allowedLength;
      if (maxExponent > 0) {
        exponent = Math.min(exponent, maxExponent);
      }
      logits[token] -= (float) (multiplier * Math.pow(base, exponent));
    }
  }

  /// For each token that would prolong a repetition: the length of the longest one so far.
  private Map<Integer, Integer> prolonged(TokenList history, int window, int limit) {
    int[] repeats = suffixLengths(history, window);
    Map<Integer, Integer> longest = new HashMap<>();
    for (int back = 1; back < window; back++) {
      int length = Math.min(repeats[back], limit);
      if (length >= allowedLength) {
        longest.merge(history.fromEnd(back - 1), length, Math::max);
      }
    }
    return longest;
  }

  /// For each place `back` tokens before the end: how many tokens up to there are the same as up to
  /// the end (the Z function of the reversed history, linear time).
  private static int[] suffixLengths(TokenList history, int window) {
    int[] z = new int[window];
    int left = 0;
    int right = 0; // first place after the rightmost known match
    for (int k = 1; k < window; k++) {
      int n = k < right ? Math.min(right - k, z[k - left]) : 0;
      while (k + n < window && history.fromEnd(n) == history.fromEnd(k + n)) {
        n++;
      }
      z[k] = n;
      if (k + n > right) {
        left = k;
        right = k + n;
      }
    }
    return z;
  }
}
