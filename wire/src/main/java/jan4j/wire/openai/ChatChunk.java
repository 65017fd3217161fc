package jan4j.wire.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// A `chat.completion.chunk`.
@JsonNaming(SnakeCaseStrategy.class)
record ChatChunk(
    String id,
    String object,
    long created,
    String model,
    String systemFingerprint,
    List<Choice> choices,
    @Nullable ChunkUsage usage,
    @Nullable Timings timings,
    @Nullable ProgressFields promptProgress) {
  /// The `finish_reason` key is there from the first chunk on, null until the last.
  @JsonNaming(SnakeCaseStrategy.class)
  record Choice(
      int index,
      ChatDelta delta,
      @Nullable TokenLogprobs logprobs,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String finishReason) {}
}
