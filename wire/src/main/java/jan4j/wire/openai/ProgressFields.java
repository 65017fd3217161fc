package jan4j.wire.openai;

import jan4j.core.GenerationEvent;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// llama-server's `prompt_progress`, in tokens.
@JsonNaming(SnakeCaseStrategy.class)
record ProgressFields(int total, int cache, int processed, long timeMs) {
  static ProgressFields of(GenerationEvent.PromptProgress p) {
    return new ProgressFields(
        p.promptTokens(), p.cachedTokens(), p.processedTokens(), Math.round(p.millis()));
  }
}
