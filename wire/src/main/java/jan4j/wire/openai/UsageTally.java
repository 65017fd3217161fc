package jan4j.wire.openai;

import jan4j.core.Usage;
import org.jspecify.annotations.Nullable;

/// Adds up what the choices of one request cost. A prompt counts once, however many choices answer
/// it. One thread.
final class UsageTally {
  private final int nPerPrompt;
  private final int nChoices;
  private int promptTokens;
  private int cachedTokens;
  private int completionTokens;
  private @Nullable Usage last;

  UsageTally(ApiRequest request) {
    nPerPrompt = request.nPerPrompt();
    nChoices = request.requests().size();
  }

  void add(int index, Usage usage) {
    if (index % nPerPrompt == 0) {
      promptTokens += usage.promptTokens();
      cachedTokens += usage.cachedTokens();
    }
    completionTokens += usage.completionTokens();
    last = usage;
  }

  ApiUsage usage() {
    return new ApiUsage(
        promptTokens,
        completionTokens,
        promptTokens + completionTokens,
        new ApiUsage.PromptTokensDetails(cachedTokens));
  }

  /// Timings of the only choice; null for several, whose times overlap.
  @Nullable Timings timings() {
    return nChoices == 1 && last != null ? Timings.of(last) : null;
  }
}
