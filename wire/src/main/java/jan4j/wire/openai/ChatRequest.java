package jan4j.wire.openai;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// The fields of `POST /v1/chat/completions` that [GenerationFields] does not hold. A component of
/// type `Object` has several shapes in JSON; the mapper reads it.
@JsonNaming(SnakeCaseStrategy.class)
record ChatRequest(
    @Nullable List<@Nullable ChatRequestMessage> messages,
    @Nullable List<@Nullable Object> tools,
    @Nullable Object toolChoice,
    @Nullable Boolean parallelToolCalls,
    @Nullable Object functions,
    @Nullable Object functionCall,
    @Nullable Object modalities,
    @Nullable Object audio,
    @Nullable Object webSearchOptions,
    @Nullable Map<String, Object> chatTemplateKwargs,
    @Nullable String reasoningEffort,
    @Nullable String reasoningFormat,
    @Nullable Boolean logprobs,
    @Nullable Integer topLogprobs) {}
