package jan4j.wire.openai;

import jan4j.core.TokenLogprob;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// `choices[].logprobs` of a text completion: four lists with one entry for each token. Offsets are
/// in characters from the beginning of the choice's text.
@JsonNaming(SnakeCaseStrategy.class)
record TextLogprobs(
    List<String> tokens,
    List<Double> tokenLogprobs,
    List<Map<String, Double>> topLogprobs,
    List<Integer> textOffset) {
  /// @param offset where the first of the tokens begins
  static @Nullable TextLogprobs of(List<TokenLogprob> tokens, int offset) {
    if (tokens.isEmpty()) {
      return null;
    }
    TextLogprobs out =
        new TextLogprobs(
            new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    int at = offset;
    for (TokenLogprob token : tokens) {
      String text = TokenLogprobs.text(token);
      out.tokens.add(text);
      out.tokenLogprobs.add(TokenLogprobs.finite(token.logprob()));
      Map<String, Double> top = new LinkedHashMap<>();
      token
          .alternatives()
          .forEach(a -> top.putIfAbsent(TokenLogprobs.text(a), TokenLogprobs.finite(a.logprob())));
      out.topLogprobs.add(top);
      out.textOffset.add(at);
      at += text.length();
    }
    return out;
  }
}
