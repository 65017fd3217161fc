package jan4j.worker;

import jan4j.wire.worker.Report;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Log-probabilities of the unmodified distribution: what the model said before any sampler changed
/// it. Loop thread only.
final class Logprobs {
  private static final double LEAST =
      -9999; // OpenAI's word for "next to impossible"; JSON has no -Infinity

  private final TokenText text;
  private final Candidates best = new Candidates();

  Logprobs(TokenText text) {
    this.text = text;
  }

  /// The reports that go with one place of the answer, made before the choice because choosing
  /// changes the logits.
  ///
  /// @param normalizer natural logarithm of the sum of all `exp(logit)`
  record Place(double normalizer, List<Report.Logprob> alternatives) {}

  Place place(float[] logits, int nAlternatives) {
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < text.size(); i++) {
      max = Math.max(max, logits[i]);
    }
    double sum = 0;
    for (int i = 0; i < text.size(); i++) {
      sum += Math.exp(logits[i] - max);
    }
    double normalizer = max + Math.log(sum);
    List<Report.Logprob> alternatives = new ArrayList<>(nAlternatives);
    if (nAlternatives > 0) {
      best.load(logits, text.size(), nAlternatives);
      best.sort();
      for (int i = 0; i < Math.min(nAlternatives, best.size); i++) {
        alternatives.add(report(best.tokens[i], best.logits[i] - normalizer, List.of()));
      }
    }
    return new Place(normalizer, alternatives);
  }

  Report.Logprob chosen(int token, float rawLogit, Place place) {
    return report(token, rawLogit - place.normalizer(), place.alternatives());
  }

  private Report.Logprob report(int token, double logprob, List<Report.Logprob> alternatives) {
    String bytes = Base64.getEncoder().encodeToString(text.bytes(token));
    return new Report.Logprob(token, bytes, Math.max(LEAST, logprob), alternatives);
  }
}
