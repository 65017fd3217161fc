package jan4j.wire.openai;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// OpenAI's `usage`.
@JsonNaming(SnakeCaseStrategy.class)
record ApiUsage(
    int promptTokens,
    int completionTokens,
    int totalTokens,
    PromptTokensDetails promptTokensDetails)
    implements ChunkUsage {
  /// Where the prompt's tokens came from.
  @JsonNaming(SnakeCaseStrategy.class)
  record PromptTokensDetails(int cachedTokens) {}
}
