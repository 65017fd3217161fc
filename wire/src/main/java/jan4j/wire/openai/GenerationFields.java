package jan4j.wire.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// The fields that chat and text completions share: OpenAI's and llama-server's
/// (tools/server/README.md). Read from the same JSON text as [ChatRequest] or [CompletionRequest].
@JsonNaming(SnakeCaseStrategy.class)
record GenerationFields(
    @Nullable String model,
    @Nullable Integer n,
    @Nullable Boolean stream,
    @Nullable StreamOptions streamOptions,
    @Nullable Object stop,
    @Nullable Integer maxTokens,
    @Nullable Integer maxCompletionTokens,
    @Nullable Integer nPredict,
    @Nullable Object responseFormat,
    @Nullable Object jsonSchema,
    @Nullable String grammar,
    @Nullable Boolean cachePrompt,
    @Nullable Boolean returnProgress,
    @Nullable Boolean timingsPerToken,
    @Nullable Long seed,
    @Nullable Object logitBias,
    @Nullable Boolean ignoreEos,
    @Nullable Double temperature,
    @Nullable Integer topK,
    @Nullable Double topP,
    @Nullable Double minP,
    @Nullable Double typicalP,
    @JsonProperty("top_n_sigma") @Nullable Double topNSigma,
    @Nullable Double xtcProbability,
    @Nullable Double xtcThreshold,
    @Nullable Double dynatempRange,
    @Nullable Double dynatempExponent,
    @Nullable Integer repeatLastN,
    @Nullable Double repeatPenalty,
    @Nullable Double frequencyPenalty,
    @Nullable Double presencePenalty,
    @Nullable Double dryMultiplier,
    @Nullable Double dryBase,
    @Nullable Integer dryAllowedLength,
    @Nullable Integer dryPenaltyLastN,
    @Nullable List<@Nullable String> drySequenceBreakers,
    @Nullable Integer mirostat,
    @Nullable Double mirostatTau,
    @Nullable Double mirostatEta) {}
