package jan4j.wire.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// `choices[].delta` of a chat chunk.
sealed interface ChatDelta {
  /// The first delta of a choice: `{"role":"assistant","content":null}`.
  record Opening(String role, @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String content)
      implements ChatDelta {}

  /// A piece of the answer, never empty.
  record Text(String content) implements ChatDelta {}

  /// A piece of the reasoning (DeepSeek's field, as llama-server writes it).
  @JsonNaming(SnakeCaseStrategy.class)
  record Reasoning(String reasoningContent) implements ChatDelta {}

  /// A piece of a tool call.
  @JsonNaming(SnakeCaseStrategy.class)
  record ToolCalls(List<ToolCallFragment> toolCalls) implements ChatDelta {}

  /// `{}`: the delta of the last chunk, and of progress.
  record Empty() implements ChatDelta {}
}
