package jan4j.wire.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// A `chat.completion`.
@JsonNaming(SnakeCaseStrategy.class)
record ChatAnswer(
    String id,
    String object,
    long created,
    String model,
    String systemFingerprint,
    List<Choice> choices,
    ApiUsage usage,
    @Nullable Timings timings) {
  /// One choice; `logprobs` is null where they were not asked for.
  @JsonNaming(SnakeCaseStrategy.class)
  record Choice(
      int index,
      Message message,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable TokenLogprobs logprobs,
      String finishReason) {}

  /// `content` is null where the model only called tools; `refusal` is always null.
  @JsonNaming(SnakeCaseStrategy.class)
  record Message(
      String role,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String content,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String refusal,
      @Nullable String reasoningContent,
      @Nullable List<ToolCall> toolCalls) {}

  /// A complete tool call.
  record ToolCall(String id, String type, Function function) {}

  /// The function and its arguments as JSON text.
  record Function(String name, String arguments) {}
}
