package jan4j.worker;

import java.util.Arrays;

/// The truncating filters and the temperatures, each a pure function on [Candidates]. Definitions:
/// llama.cpp, `src/llama-sampler.cpp`; each keeps at least one candidate.
final class Filters {
  private static final double XTC_OFF = 0.5;

  private Filters() {}

  /// Bans logits that lie more than `n` standard deviations below the best (Tang et al., "Top-nσ",
  /// 2024). Banned ones count for nothing.
  static void topNSigma(float[] logits, int nVocab, double n) {
    double max = Double.NEGATIVE_INFINITY;
    double sum = 0;
    int count = 0;
    for (int i = 0; i < nVocab; i++) {
      if (logits[i] != Float.NEGATIVE_INFINITY) {
        max = Math.max(max, logits[i]);
        sum += logits[i];
        count++;
      }
    }
    if (count < 2) {
      return;
    }
    double mean = sum / count;
    double squares = 0;
    for (int i = 0; i < nVocab; i++) {
      if (logits[i] != Float.NEGATIVE_INFINITY) {
        squares += (logits[i] - mean) * (logits[i] - mean);
      }
    }
    double least = max - n * Math.sqrt(squares / count);
    for (int i = 0; i < nVocab; i++) {
      if (logits[i] < least) {
        logits[i] = Float.NEGATIVE_INFINITY;
      }
    }
  }

  /// Keeps the candidates whose surprise is nearest to the expected one, until their probabilities
  /// pass `mass` (Meister et al., "Locally typical sampling", 2022).
  static void typical(Candidates c, double mass) {
    c.sort();
    c.softmax();
    double entropy = 0;
    for (int i = 0; i < c.size; i++) {
      entropy -= c.p[i] > 0 ? c.p[i] * Math.log(c.p[i]) : 0;
    }
    long[] order = new long[c.size]; // distance above, index below
    for (int i = 0; i < c.size; i++) {
      float distance = (float) Math.abs(-Math.log(c.p[i]) - entropy);
      order[i] = ((long) Float.floatToIntBits(distance) << 32) | i;
    }
    Arrays.sort(order);
    double sum = 0;
    int kept = 0;
    while (kept < order.length && sum <= mass) {
      order[kept] = (int) order[kept];
      sum += c.p[(int) order[kept++]];
    }
    Arrays.sort(order, 0, kept); // back to best first
    for (int i = 0; i < kept; i++) {
      c.tokens[i] = c.tokens[(int) order[i]];
      c.logits[i] = c.logits[(int) order[i]];
    }
    c.keep(kept);
  }

  /// Keeps the best until their probabilities reach `mass` (Holtzman et al., 2019).
  static void topP(Candidates c, double mass) {
    double covered = c.narrow(mass);
    c.sort();
    c.softmax();
    double sum = 0;
    for (int i = 0; i < c.size; i++) {
      sum += c.p[i] * covered;
      if (sum >= mass) {
        c.keep(i + 1);
        return;
      }
    }
  }

  /// Drops what is less likely than `share` of the best.
  static void minP(Candidates c, double share) {
    c.keepFrom(c.best() + Math.log(share));
  }

  /// With the given chance, drops all but the least likely of the candidates that reach
  /// `threshold`: "exclude top choices".
  static void xtc(Candidates c, double probability, double threshold, RandomSource random) {
    if (threshold > XTC_OFF || c.size < 2 || random.nextDouble() > probability) {
      return;
    }
    c.sort();
    c.softmax();
    int last = 0;
    while (last + 1 < c.size && c.p[last + 1] >= threshold) {
      last++;
    }
    if (last > 0) {
      c.dropFirst(last);
    }
  }

  /// Divides by a temperature that follows the entropy between `temperature - range` and
  /// `temperature + range`.
  static void dynamicTemperature(Candidates c, double temperature, double range, double exponent) {
    if (c.size <= 1) {
      return;
    }
    c.softmax();
    double entropy = 0;
    for (int i = 0; i < c.size; i++) {
      entropy -= c.p[i] > 0 ? c.p[i] * Math.log(c.p[i]) : 0;
    }
    double least = Math.max(0, temperature - range);
    double most = temperature + range;
    double share = Math.min(1, Math.max(0, entropy / Math.log(c.size)));
    double value = least + (most - least) * Math.pow(share, exponent);
    if (value <= 0) {
      c.sort();
      c.keep(1);
      return;
    }
    c.scale(value);
  }
}
