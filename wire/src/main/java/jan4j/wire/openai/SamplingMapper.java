package jan4j.wire.openai;

import jan4j.core.JanException;
import jan4j.core.Sampling;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Lays the sampling values of a request over those that the model's maker recommends.
final class SamplingMapper {
  private SamplingMapper() {}

  /// @throws JanException [jan4j.core.ErrorCode#INVALID_REQUEST] that names the field
  static Sampling map(GenerationFields f, Sampling recommended) {
    Sampling.Builder b = recommended.toBuilder();
    set(f.seed(), seed -> b.seed(Math.max(seed, -1)));
    set(f.ignoreEos(), b::ignoreEos);
    set(f.temperature(), b::temperature);
    set(f.topK(), b::topK);
    set(f.topP(), b::topP);
    set(f.minP(), b::minP);
    set(f.typicalP(), b::typicalP);
    set(f.topNSigma(), b::topNSigma);
    set(f.xtcProbability(), b::xtcProbability);
    set(f.xtcThreshold(), b::xtcThreshold);
    set(f.dynatempRange(), b::dynatempRange);
    set(f.dynatempExponent(), b::dynatempExponent);
    penalties(f, b);
    set(f.mirostat(), b::mirostat);
    set(f.mirostatTau(), b::mirostatTau);
    set(f.mirostatEta(), b::mirostatEta);
    set(f.grammar(), b::grammar);
    set(f.logitBias(), bias -> b.logitBias(logitBias(bias)));
    return b.build();
  }

  private static void penalties(GenerationFields f, Sampling.Builder b) {
    set(f.repeatLastN(), b::repeatLastN);
    set(f.repeatPenalty(), b::repeatPenalty);
    set(f.frequencyPenalty(), b::frequencyPenalty);
    set(f.presencePenalty(), b::presencePenalty);
    set(f.dryMultiplier(), b::dryMultiplier);
    set(f.dryBase(), b::dryBase);
    set(f.dryAllowedLength(), b::dryAllowedLength);
    set(f.dryPenaltyLastN(), b::dryPenaltyLastN);
    set(
        f.drySequenceBreakers(),
        breakers -> b.drySequenceBreakers(breakers.stream().filter(Objects::nonNull).toList()));
  }

  private static <T> void set(@Nullable T value, Consumer<T> setter) {
    if (value != null) {
      setter.accept(value);
    }
  }

  /// OpenAI's map `{"id": bias}` and llama-server's list `[[id, bias], ...]`; `false` bans a token.
  private static Map<Integer, Double> logitBias(Object value) {
    Map<Integer, Double> out = new HashMap<>();
    switch (value) {
      case Map<?, ?> map -> map.forEach((id, bias) -> out.put(token(id), bias(bias)));
      case List<?> list -> {
        for (Object entry : list) {
          if (!(entry instanceof List<?> pair) || pair.size() != 2) {
            throw JanException.invalid(
                "logit_bias", "an entry of logit_bias is no pair [token id, bias]");
          }
          out.put(token(pair.get(0)), bias(pair.get(1)));
        }
      }
      default ->
          throw JanException.invalid(
              "logit_bias", "logit_bias is neither an object nor a list of pairs");
    }
    return out;
  }

  private static int token(@Nullable Object id) {
    if (id instanceof Integer number && number >= 0) {
      return number;
    }
    if (id instanceof String text && text.matches("[0-9]{1,9}")) {
      return Integer.parseInt(text);
    }
    throw JanException.invalid(
        "logit_bias", "logit_bias names a token that is no token id; give a number of 0 or more");
  }

  private static double bias(@Nullable Object bias) {
    return switch (bias) {
      case Number number -> number.doubleValue();
      case Boolean allowed when !allowed -> Double.NEGATIVE_INFINITY;
      case null, default ->
          throw JanException.invalid(
              "logit_bias", "a bias of logit_bias is neither a number nor false");
    };
  }
}
