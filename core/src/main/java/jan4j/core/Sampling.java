package jan4j.core;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/// How the next token is chosen. A complete set of values: what a request leaves open was filled
/// from the model's recommendation by the mapper. Names and meanings are llama-server's
/// (tools/server/README.md); a filter at its neutral value does nothing.
///
/// @param temperature 0 or less: the most likely token (greedy)
/// @param topK keep that many of the most likely; 0 or less: all
/// @param topP keep the most likely up to this sum of probability; 1: all
/// @param minP drop what is less likely than this share of the best; 0: none
/// @param typicalP locally typical sampling; 1: off
/// @param topNSigma keep logits within that many standard deviations of the best; 0 or less: off
/// @param xtcProbability chance that XTC applies; 0: off
/// @param xtcThreshold XTC drops all but the least likely token above this; over 0.5: off
/// @param dynatempRange half width of dynamic temperature around `temperature`; 0: off
/// @param dynatempExponent exponent of dynamic temperature
/// @param repeatLastN tokens that penalties look back over; 0: none, -1: the context
/// @param repeatPenalty 1: off
/// @param dryMultiplier 0: DRY off
/// @param dryPenaltyLastN tokens that DRY looks back over; 0: none, -1: the context
/// @param drySequenceBreakers texts at which a repetition ends for DRY
/// @param mirostat 0 off, 1 or 2; replaces the truncating filters
/// @param seed makes the choice repeatable; -1: a fresh seed
/// @param logitBias added to a token's logit before anything else; `-Infinity` bans it
/// @param ignoreEos never choose an end-of-generation token
/// @param grammar GBNF that the answer must match, or the empty string
public record Sampling(
    double temperature,
    int topK,
    double topP,
    double minP,
    double typicalP,
    double topNSigma,
    double xtcProbability,
    double xtcThreshold,
    double dynatempRange,
    double dynatempExponent,
    int repeatLastN,
    double repeatPenalty,
    double frequencyPenalty,
    double presencePenalty,
    double dryMultiplier,
    double dryBase,
    int dryAllowedLength,
    int dryPenaltyLastN,
    List<String> drySequenceBreakers,
    int mirostat,
    double mirostatTau,
    double mirostatEta,
    long seed,
    Map<Integer, Double> logitBias,
    boolean ignoreEos,
    String grammar) {
  /// llama-server's defaults.
  public static final Sampling DEFAULT = builder().build();

  public Sampling {
    finite("temperature", temperature, -1000, 1000);
    finite("top_p", topP, 0, 1);
    finite("min_p", minP, 0, 1);
    finite("typical_p", typicalP, 0, 1);
    finite("top_n_sigma", topNSigma, -1000, 1000);
    finite("xtc_probability", xtcProbability, 0, 1);
    finite("xtc_threshold", xtcThreshold, 0, 1);
    finite("dynatemp_range", dynatempRange, 0, 1000);
    finite("dynatemp_exponent", dynatempExponent, 0, 1000);
    finite("repeat_penalty", repeatPenalty, 1e-6, 1000);
    finite("frequency_penalty", frequencyPenalty, -1000, 1000);
    finite("presence_penalty", presencePenalty, -1000, 1000);
    finite("dry_multiplier", dryMultiplier, 0, 1000);
    finite("dry_base", dryBase, 0, 1000);
    finite("dry_allowed_length", dryAllowedLength, 0, 1_000_000);
    finite("repeat_last_n", repeatLastN, -1, Integer.MAX_VALUE);
    finite("dry_penalty_last_n", dryPenaltyLastN, -1, Integer.MAX_VALUE);
    finite("mirostat", mirostat, 0, 2);
    finite("mirostat_tau", mirostatTau, 0, 1000);
    finite("mirostat_eta", mirostatEta, 0, 1000);
    drySequenceBreakers = List.copyOf(drySequenceBreakers);
    if (drySequenceBreakers.size() > 64
        || drySequenceBreakers.stream().anyMatch(b -> b.isEmpty() || b.length() > 64)) {
      throw JanException.invalid(
          "dry_sequence_breakers",
          "dry_sequence_breakers takes at most 64 texts of 1 to 64 characters");
    }
    logitBias = Map.copyOf(logitBias);
    if (logitBias.size() > 10_000) {
      throw JanException.invalid(
          "logit_bias", "logit_bias names " + logitBias.size() + " tokens; the limit is 10000");
    }
    if (logitBias.values().stream().anyMatch(b -> b.isNaN() || b == Double.POSITIVE_INFINITY)) {
      throw JanException.invalid("logit_bias", "a value of logit_bias is not a number");
    }
    Objects.requireNonNull(grammar, "grammar");
  }

  private static void finite(String name, double value, double min, double max) {
    if (!(value >= min && value <= max)) {
      throw JanException.invalid(
          name, name + " is " + value + "; give a number from " + min + " to " + max);
    }
  }

  /// A builder that holds llama-server's defaults.
  public static Builder builder() {
    return new Builder();
  }

  /// A builder that holds these values.
  public Builder toBuilder() {
    return new Builder(this);
  }

  /// Collects values; not thread-safe. Every setter returns the builder.
  public static final class Builder {
    private double temperature = 0.8;
    private int topK = 40;
    private double topP = 0.95;
    private double minP = 0.05;
    private double typicalP = 1;
    private double topNSigma = -1;
    private double xtcProbability;
    private double xtcThreshold = 0.1;
    private double dynatempRange;
    private double dynatempExponent = 1;
    private int repeatLastN = 64;
    private double repeatPenalty = 1;
    private double frequencyPenalty;
    private double presencePenalty;
    private double dryMultiplier;
    private double dryBase = 1.75;
    private int dryAllowedLength = 2;
    private int dryPenaltyLastN = -1;
    private List<String> drySequenceBreakers = List.of("\n", ":", "\"", "*");
    private int mirostat;
    private double mirostatTau = 5;
    private double mirostatEta = 0.1;
    private long seed = -1;
    private Map<Integer, Double> logitBias = Map.of();
    private boolean ignoreEos;
    private String grammar = "";

    private Builder() {}

    private Builder(Sampling s) {
      temperature = s.temperature;
      topK = s.topK;
      topP = s.topP;
      minP = s.minP;
      typicalP = s.typicalP;
      topNSigma = s.topNSigma;
      xtcProbability = s.xtcProbability;
      xtcThreshold = s.xtcThreshold;
      dynatempRange = s.dynatempRange;
      dynatempExponent = s.dynatempExponent;
      repeatLastN = s.repeatLastN;
      repeatPenalty = s.repeatPenalty;
      frequencyPenalty = s.frequencyPenalty;
      presencePenalty = s.presencePenalty;
      dryMultiplier = s.dryMultiplier;
      dryBase = s.dryBase;
      dryAllowedLength = s.dryAllowedLength;
      dryPenaltyLastN = s.dryPenaltyLastN;
      drySequenceBreakers = s.drySequenceBreakers;
      mirostat = s.mirostat;
      mirostatTau = s.mirostatTau;
      mirostatEta = s.mirostatEta;
      seed = s.seed;
      logitBias = s.logitBias;
      ignoreEos = s.ignoreEos;
      grammar = s.grammar;
    }

    public Builder temperature(double value) {
      temperature = value;
      return this;
    }

    public Builder topK(int value) {
      topK = value;
      return this;
    }

    public Builder topP(double value) {
      topP = value;
      return this;
    }

    public Builder minP(double value) {
      minP = value;
      return this;
    }

    public Builder typicalP(double value) {
      typicalP = value;
      return this;
    }

    public Builder topNSigma(double value) {
      topNSigma = value;
      return this;
    }

    public Builder xtcProbability(double value) {
      xtcProbability = value;
      return this;
    }

    public Builder xtcThreshold(double value) {
      xtcThreshold = value;
      return this;
    }

    public Builder dynatempRange(double value) {
      dynatempRange = value;
      return this;
    }

    public Builder dynatempExponent(double value) {
      dynatempExponent = value;
      return this;
    }

    public Builder repeatLastN(int value) {
      repeatLastN = value;
      return this;
    }

    public Builder repeatPenalty(double value) {
      repeatPenalty = value;
      return this;
    }

    public Builder frequencyPenalty(double value) {
      frequencyPenalty = value;
      return this;
    }

    public Builder presencePenalty(double value) {
      presencePenalty = value;
      return this;
    }

    public Builder dryMultiplier(double value) {
      dryMultiplier = value;
      return this;
    }

    public Builder dryBase(double value) {
      dryBase = value;
      return this;
    }

    public Builder dryAllowedLength(int value) {
      dryAllowedLength = value;
      return this;
    }

    public Builder dryPenaltyLastN(int value) {
      dryPenaltyLastN = value;
      return this;
    }

    public Builder drySequenceBreakers(List<String> value) {
      drySequenceBreakers = value;
      return this;
    }

    public Builder mirostat(int value) {
      mirostat = value;
      return this;
    }

    public Builder mirostatTau(double value) {
      mirostatTau = value;
      return this;
    }

    public Builder mirostatEta(double value) {
      mirostatEta = value;
      return this;
    }

    public Builder seed(long value) {
      seed = value;
      return this;
    }

    public Builder logitBias(Map<Integer, Double> value) {
      logitBias = value;
      return this;
    }

    public Builder ignoreEos(boolean value) {
      ignoreEos = value;
      return this;
    }

    public Builder grammar(String value) {
      grammar = value;
      return this;
    }

    /// The values as a record.
    ///
    /// @throws JanException [ErrorCode#INVALID_REQUEST] that names a value out of its range
    public Sampling build() {
      return new Sampling(
          temperature,
          topK,
          topP,
          minP,
          typicalP,
          topNSigma,
          xtcProbability,
          xtcThreshold,
          dynatempRange,
          dynatempExponent,
          repeatLastN,
          repeatPenalty,
          frequencyPenalty,
          presencePenalty,
          dryMultiplier,
          dryBase,
          dryAllowedLength,
          dryPenaltyLastN,
          drySequenceBreakers,
          mirostat,
          mirostatTau,
          mirostatEta,
          seed,
          logitBias,
          ignoreEos,
          grammar);
    }
  }
}
