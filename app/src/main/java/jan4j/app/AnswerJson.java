package jan4j.app;

import jan4j.core.ModelId;
import jan4j.core.Usage;
import jan4j.wire.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/// The object that `chat --json` prints, with OpenAI's names for usage and llama-server's for
/// timings.
final class AnswerJson {
  private AnswerJson() {}

  static String of(ModelId model, Answer answer) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("model", model.value());
    out.put("answer", answer.text());
    if (!answer.reasoning().isEmpty()) {
      out.put("reasoning", answer.reasoning());
    }
    out.put("finish_reason", answer.interrupted() ? "cancelled" : answer.reason().word());
    Usage usage = answer.usage();
    Map<String, Object> tokens = new LinkedHashMap<>();
    tokens.put("prompt_tokens", usage.promptTokens());
    tokens.put("completion_tokens", usage.completionTokens());
    tokens.put("total_tokens", usage.promptTokens() + usage.completionTokens());
    tokens.put("cached_tokens", usage.cachedTokens());
    out.put("usage", tokens);
    Map<String, Object> timings = new LinkedHashMap<>();
    timings.put("first_token_ms", round(answer.firstTokenMillis()));
    timings.put("prompt_ms", round(usage.promptMillis()));
    timings.put("predicted_ms", round(usage.decodeMillis()));
    int nPrefilled = usage.promptTokens() - usage.cachedTokens();
    timings.put("prompt_per_second", perSecond(nPrefilled, usage.promptMillis()));
    timings.put("predicted_per_second", perSecond(usage.completionTokens(), usage.decodeMillis()));
    out.put("timings", timings);
    return Json.writeText(out);
  }

  private static double perSecond(int nTokens, double millis) {
    return millis <= 0 ? 0 : round(nTokens * 1000.0 / millis);
  }

  private static double round(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
