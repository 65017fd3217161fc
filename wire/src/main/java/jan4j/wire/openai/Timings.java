package jan4j.wire.openai;

import jan4j.core.Usage;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// llama-server's `timings` (tools/server/README.md): `cacheN + promptN + predictedN` is the
/// context in use. Rates of nothing are 0.
@JsonNaming(SnakeCaseStrategy.class)
record Timings(
    int cacheN,
    int promptN,
    double promptMs,
    double promptPerTokenMs,
    double promptPerSecond,
    int predictedN,
    double predictedMs,
    double predictedPerTokenMs,
    double predictedPerSecond) {
  static Timings of(Usage usage) {
    int promptN = Math.max(0, usage.promptTokens() - usage.cachedTokens());
    return new Timings(
        usage.cachedTokens(),
        promptN,
        usage.promptMillis(),
        ratio(usage.promptMillis(), promptN),
        ratio(1000.0 * promptN, usage.promptMillis()),
        usage.completionTokens(),
        usage.decodeMillis(),
        ratio(usage.decodeMillis(), usage.completionTokens()),
        ratio(1000.0 * usage.completionTokens(), usage.decodeMillis()));
  }

  private static double ratio(double a, double b) {
    return b > 0 ? a / b : 0;
  }
}
