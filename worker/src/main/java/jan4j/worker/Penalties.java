package jan4j.worker;

import java.util.HashMap;
import java.util.Map;

/// Repeat, frequency and presence penalties over the last tokens of prompt and answer
/// (`llama_sampler_penalties_apply`). Follows the history step by step; one thread.
final class Penalties {
  private final int lastN;
  private final float repeat;
  private final float frequency;
  private final float presence;
  private final Map<Integer, Integer> counts = new HashMap<>();
  private int from; // first place of the history that is counted
  private int to; // first place that is not

  /// @param lastN tokens to look back over, 0 or more
  Penalties(int lastN, double repeat, double frequency, double presence) {
    this.lastN = lastN;
    this.repeat = (float) repeat;
    this.frequency = (float) frequency;
    this.presence = (float) presence;
  }

  void apply(float[] logits, TokenList history) {
    follow(history);
    for (Map.Entry<Integer, Integer> entry : counts.entrySet()) {
      int token = entry.getKey();
      if (token >= 0 && token < logits.length) {
        float logit = logits[token];
        logit = logit <= 0 ? logit * repeat : logit / repeat;
        logits[token] = logit - entry.getValue() * frequency - presence;
      }
    }
  }

  private void follow(TokenList history) {
    int newFrom = Math.max(0, history.size() - lastN);
    if (newFrom >= to) {
      counts.clear();
      from = newFrom;
      to = newFrom;
    }
    while (to < history.size()) {
      counts.merge(history.get(to++), 1, Integer::sum);
    }
    while (from < newFrom) {
      counts.computeIfPresent(history.get(from++), (_, n) -> n == 1 ? null : n - 1);
    }
  }
}
