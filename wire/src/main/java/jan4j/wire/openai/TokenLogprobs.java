package jan4j.wire.openai;

import jan4j.core.TokenLogprob;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// `choices[].logprobs` of a chat answer.
record TokenLogprobs(List<Entry> content) {
  /// OpenAI's stand-in for a probability of zero, which JSON cannot write as a logarithm.
  private static final double IMPOSSIBLE = -9999;

  /// One token; `topLogprobs` of an alternative is empty.
  @JsonNaming(SnakeCaseStrategy.class)
  record Entry(String token, double logprob, List<Integer> bytes, List<Alternative> topLogprobs) {}

  /// A token that could have been chosen.
  record Alternative(String token, double logprob, List<Integer> bytes) {}

  static @Nullable TokenLogprobs of(List<TokenLogprob> tokens) {
    return tokens.isEmpty()
        ? null
        : new TokenLogprobs(tokens.stream().map(TokenLogprobs::entry).toList());
  }

  private static Entry entry(TokenLogprob t) {
    return new Entry(
        text(t),
        finite(t.logprob()),
        bytes(t),
        t.alternatives().stream()
            .map(a -> new Alternative(text(a), finite(a.logprob()), bytes(a)))
            .toList());
  }

  static double finite(double logprob) {
    return logprob > IMPOSSIBLE ? logprob : IMPOSSIBLE;
  }

  private static List<Integer> bytes(TokenLogprob t) {
    List<Integer> out = new ArrayList<>();
    t.bytes().forEach(b -> out.add(b & 0xff));
    return out;
  }

  /// The token's bytes as text; a part of a code point becomes U+FFFD.
  static String text(TokenLogprob t) {
    byte[] bytes = new byte[t.bytes().size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = t.bytes().get(i);
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
