package jan4j.core;

/// What an answer cost.
///
/// @param promptTokens tokens of the whole prompt, cached ones included
/// @param cachedTokens tokens of the prompt that were already in a KV cache
/// @param completionTokens tokens that were generated, end-of-generation token included
/// @param promptMillis time of the prefill
/// @param decodeMillis time from the first generated token to the last
public record Usage(
    int promptTokens,
    int cachedTokens,
    int completionTokens,
    double promptMillis,
    double decodeMillis) {
  /// Nothing used.
  public static final Usage NONE = new Usage(0, 0, 0, 0, 0);
}
