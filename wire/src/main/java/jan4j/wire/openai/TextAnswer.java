package jan4j.wire.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// A `text_completion`: a whole answer and a chunk of one have the same shape.
@JsonNaming(SnakeCaseStrategy.class)
record TextAnswer(
    String id,
    String object,
    long created,
    String model,
    String systemFingerprint,
    List<Choice> choices,
    @Nullable ChunkUsage usage,
    @Nullable Timings timings,
    @Nullable ProgressFields promptProgress) {
  /// One choice; `finish_reason` is null until its last chunk.
  @JsonNaming(SnakeCaseStrategy.class)
  record Choice(
      String text,
      int index,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable TextLogprobs logprobs,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String finishReason) {}
}
