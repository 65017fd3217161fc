package jan4j.worker;

/// Mirostat 1 and 2 (Basu et al., 2021; `llama_sampler_mirostat_apply`): a choice that keeps the
/// surprise near a target. Holds its state from token to token; one thread.
final class Mirostat {
  private static final int ESTIMATED_FROM = 100;
  private static final double LN_2 = Math.log(2);

  private final int version;
  private final double tau;
  private final double eta;
  private final int nVocab;
  private double mu;

  Mirostat(int version, double tau, double eta, int nVocab) {
    this.version = version;
    this.tau = tau;
    this.eta = eta;
    this.nVocab = nVocab;
    mu = 2 * tau;
  }

  /// Chooses; answers the candidate's index.
  int choose(Candidates c, RandomSource random) {
    c.sort();
    c.softmax();
    if (version == 1) {
      c.keep(estimateK(c));
    } else {
      int n = 0;
      while (n < c.size && -log2(c.p[n]) <= mu) {
        n++;
      }
      c.keep(n);
    }
    int index = c.draw(random);
    mu -= eta * (-log2(c.p[index]) - tau);
    return index;
  }

  private int estimateK(Candidates c) {
    double sumTiBi = 0;
    double sumTiSquared = 0;
    for (int i = 0; i < ESTIMATED_FROM - 1 && i < c.size - 1; i++) {
      double ti = Math.log((i + 2.0) / (i + 1.0));
      double bi = Math.log(c.p[i] / c.p[i + 1]);
      sumTiBi += ti * bi;
      sumTiSquared += ti * ti;
    }
    double sHat = sumTiBi / sumTiSquared;
    double epsilonHat = sHat - 1;
    double k =
        Math.pow(epsilonHat * Math.pow(2, mu) / (1 - Math.pow(nVocab, -epsilonHat)), 1 / sHat);
    return Double.isNaN(k) ? c.size : (int) Math.clamp(k, 1.0, c.size);
  }

  private static double log2(double x) {
    return Math.log(x) / LN_2;
  }
}
