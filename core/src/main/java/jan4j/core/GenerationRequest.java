package jan4j.core;

import java.util.List;
import java.util.Objects;

/// One request for one answer, complete: nothing below this record reads raw JSON.
///
/// @param id names the request in logs and frames
/// @param maxTokens most tokens to generate, or -1 for as many as the context holds
/// @param stop texts that end the answer and are not part of it
/// @param logprobs how many alternatives to report per token (0 reports the chosen one alone), or
///   -1 for no report
/// @param cachePrompt whether a prefix that a free sequence holds may be reused
/// @param reportProgress whether [GenerationEvent.PromptProgress] is wanted
/// @param form how the answer is shaped
public record GenerationRequest(
    String id,
    ModelId model,
    Prompt prompt,
    Sampling sampling,
    int maxTokens,
    List<String> stop,
    int logprobs,
    boolean cachePrompt,
    boolean reportProgress,
    AnswerForm form) {
  /// Most alternatives per token that can be reported (OpenAI's bound for `top_logprobs`).
  public static final int MAX_LOGPROBS = 20;

  /// Most stop texts, and the longest of them in characters.
  public static final int MAX_STOPS = 32;

  private static final int MAX_STOP_LENGTH = 1000;

  public GenerationRequest {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(prompt, "prompt");
    Objects.requireNonNull(sampling, "sampling");
    Objects.requireNonNull(form, "form");
    stop = List.copyOf(stop);
    if (maxTokens < -1) {
      throw JanException.invalid(
          "max_tokens", "max_tokens is " + maxTokens + "; give 0 or more, or -1 for no limit");
    }
    if (stop.size() > MAX_STOPS || stop.stream().anyMatch(s -> s.length() > MAX_STOP_LENGTH)) {
      throw JanException.invalid(
          "stop",
          "stop takes at most "
              + MAX_STOPS
              + " texts of at most "
              + MAX_STOP_LENGTH
              + " characters");
    }
    if (stop.contains("")) {
      throw JanException.invalid("stop", "a stop text is empty; leave it out");
    }
    if (logprobs < -1 || logprobs > MAX_LOGPROBS) {
      throw JanException.invalid(
          "top_logprobs", "top_logprobs is " + logprobs + "; give 0 to " + MAX_LOGPROBS);
    }
  }
}
