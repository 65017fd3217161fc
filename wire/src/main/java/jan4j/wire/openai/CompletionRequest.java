package jan4j.wire.openai;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// The fields of `POST /v1/completions` that [GenerationFields] does not hold. `prompt` is a
/// string, a list of strings, a list of token ids, or a list of such lists.
@JsonNaming(SnakeCaseStrategy.class)
record CompletionRequest(
    @Nullable Object prompt,
    @Nullable String suffix,
    @Nullable Boolean echo,
    @Nullable Integer bestOf,
    @Nullable Integer logprobs) {}
