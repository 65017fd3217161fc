package jan4j.worker;

import jan4j.core.Sampling;
import java.util.Map;

/// Chooses the next token of one answer. Order as in llama-server's default chain: logit bias,
/// penalties, DRY, top-n-sigma, top-k, typical, top-p, min-p, XTC, temperature, choice; with
/// mirostat: logit bias, temperature, mirostat. A temperature of 0 or less takes the best after
/// bias and penalties. The same seed, logits and history give the same tokens. Loop thread only.
final class Sampler {
  /// The answer of [#choose] where every token is banned.
  static final int NOTHING = -1;

  private final Sampling sampling;
  private final int nVocab;
  private final int[] banned;
  private final Penalties penalties;
  private final Dry dry;
  private final Mirostat mirostat;
  private final RandomSource random;
  private final boolean penalized;
  private final boolean repetitionAware;

  /// @param nCtx what a look-back of -1 means
  /// @param banned tokens that are never chosen
  Sampler(Sampling sampling, int nVocab, int nCtx, int[] banned, DryBreakers breakers, long seed) {
    this.sampling = sampling;
    this.nVocab = nVocab;
    this.banned = banned.clone();
    int lastN = sampling.repeatLastN() < 0 ? nCtx : sampling.repeatLastN();
    penalized =
        lastN > 0
            && sampling.mirostat() == 0
            && (sampling.repeatPenalty() != 1
                || sampling.frequencyPenalty() != 0
                || sampling.presencePenalty() != 0);
    penalties =
        new Penalties(
            lastN,
            sampling.repeatPenalty(),
            sampling.frequencyPenalty(),
            sampling.presencePenalty());
    int dryLastN = sampling.dryPenaltyLastN() < 0 ? nCtx : sampling.dryPenaltyLastN();
    repetitionAware = usesDry(sampling) && sampling.mirostat() == 0;
    dry =
        new Dry(
            sampling.dryMultiplier(),
            sampling.dryBase(),
            sampling.dryAllowedLength(),
            dryLastN,
            breakers);
    mirostat =
        new Mirostat(
            Math.max(1, sampling.mirostat()),
            sampling.mirostatTau(),
            sampling.mirostatEta(),
            nVocab);
    random = new RandomSource(seed);
  }

  /// Whether DRY does anything with these values.
  static boolean usesDry(Sampling s) {
    return s.dryMultiplier() != 0 && s.dryBase() >= 1 && s.dryPenaltyLastN() != 0;
  }

  /// Whether the choice is the best raw logit that is not banned: then the logits need not be
  /// copied.
  boolean isPlainGreedy() {
    return isGreedy() && !penalized && !repetitionAware && sampling.logitBias().isEmpty();
  }

  private boolean isGreedy() {
    return sampling.temperature() <= 0;
  }

  boolean isBanned(int token) {
    for (int b : banned) {
      if (b == token) {
        return true;
      }
    }
    return false;
  }

  /// Chooses from a whole vocabulary's logits, which this changes.
  ///
  /// @param history the prompt's and the answer's tokens so far
  /// @return the token, or [#NOTHING]
  int choose(float[] logits, TokenList history, Candidates candidates) {
    for (Map.Entry<Integer, Double> bias : sampling.logitBias().entrySet()) {
      logits[bias.getKey()] += bias.getValue().floatValue();
    }
    for (int token : banned) {
      logits[token] = Float.NEGATIVE_INFINITY;
    }
    if (penalized) {
      penalties.apply(logits, history);
    }
    if (repetitionAware) {
      dry.apply(logits, history);
    }
    if (isGreedy()) {
      return best(logits);
    }
    int index =
        sampling.mirostat() == 0 ? filtered(logits, candidates) : mirostat(logits, candidates);
    return index < 0 ? NOTHING : candidates.tokens[index];
  }

  private int mirostat(float[] logits, Candidates c) {
    c.load(logits, nVocab, 0);
    if (c.size == 0) {
      return NOTHING;
    }
    c.scale(sampling.temperature());
    return mirostat.choose(c, random);
  }

  private int filtered(float[] logits, Candidates c) {
    if (sampling.topNSigma() > 0) {
      Filters.topNSigma(logits, nVocab, sampling.topNSigma());
    }
    c.load(logits, nVocab, sampling.topK());
    if (c.size == 0) {
      return NOTHING;
    }
    if (sampling.typicalP() < 1) {
      Filters.typical(c, sampling.typicalP());
    }
    if (sampling.topP() < 1) {
      Filters.topP(c, sampling.topP());
    }
    if (sampling.minP() > 0) {
      Filters.minP(c, sampling.minP());
    }
    if (sampling.xtcProbability() > 0) {
      Filters.xtc(c, sampling.xtcProbability(), sampling.xtcThreshold(), random);
    }
    if (sampling.dynatempRange() > 0) {
      Filters.dynamicTemperature(
          c, sampling.temperature(), sampling.dynatempRange(), sampling.dynatempExponent());
    } else {
      c.scale(sampling.temperature());
    }
    return c.draw(random);
  }

  private int best(float[] logits) {
    int best = NOTHING;
    float max = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < nVocab; i++) {
      if (logits[i] > max) {
        max = logits[i];
        best = i;
      }
    }
    return best;
  }
}
