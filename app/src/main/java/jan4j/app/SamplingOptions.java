package jan4j.app;

import jan4j.core.Sampling;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that choose how tokens are picked; what is not given is the model's recommendation.
final class SamplingOptions {
  @Option(
      names = "--temperature",
      paramLabel = "T",
      description = "Randomness; 0 always takes the most likely token.")
  @Nullable Double temperature;

  @Option(names = "--top-k", paramLabel = "N", description = "Keep the N most likely tokens.")
  @Nullable Integer topK;

  @Option(
      names = "--top-p",
      paramLabel = "P",
      description = "Keep the most likely tokens up to this sum of probability.")
  @Nullable Double topP;

  @Option(
      names = "--min-p",
      paramLabel = "P",
      description = "Drop tokens less likely than this share of the best.")
  @Nullable Double minP;

  @Option(
      names = "--repeat-penalty",
      paramLabel = "X",
      description = "Make tokens that came before less likely; 1 is off.")
  @Nullable Double repeatPenalty;

  @Option(
      names = "--presence-penalty",
      paramLabel = "X",
      description = "Lower every token that came before by this.")
  @Nullable Double presencePenalty;

  @Option(
      names = "--frequency-penalty",
      paramLabel = "X",
      description = "Lower every token that came before by this, each time.")
  @Nullable Double frequencyPenalty;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Make the choice repeatable; -1 is a fresh seed.")
  @Nullable Long seed;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description = "Most tokens of an answer; default: as many as the context holds.")
  int maxTokens = -1;

  @Option(
      names = "--stop",
      paramLabel = "TEXT",
      description = "End the answer before this text; may be given again.")
  List<String> stop = new ArrayList<>();

  /// `base` with what was given.
  ///
  /// @throws jan4j.core.JanException that names a value out of its range
  Sampling apply(Sampling base) {
    Sampling.Builder builder = base.toBuilder();
    if (temperature != null) {
      builder.temperature(temperature);
    }
    if (topK != null) {
      builder.topK(topK);
    }
    if (topP != null) {
      builder.topP(topP);
    }
    if (minP != null) {
      builder.minP(minP);
    }
    if (repeatPenalty != null) {
      builder.repeatPenalty(repeatPenalty);
    }
    if (presencePenalty != null) {
      builder.presencePenalty(presencePenalty);
    }
    if (frequencyPenalty != null) {
      builder.frequencyPenalty(frequencyPenalty);
    }
    if (seed != null) {
      builder.seed(seed);
    }
    return builder.build();
  }
}
