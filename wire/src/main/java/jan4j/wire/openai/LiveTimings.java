package jan4j.wire.openai;

import jan4j.core.Usage;
import java.util.function.LongSupplier;

/// Timings of an answer that is still running (`timings_per_token`), by this process' clock: the
/// engine's own come with the last chunk. Counts pieces, which are mostly one token each. One
/// thread.
final class LiveTimings {
  private final LongSupplier nanos;
  private int promptTokens;
  private int cachedTokens;
  private int pieces;
  private long started;
  private long firstPiece;

  LiveTimings(LongSupplier nanos) {
    this.nanos = nanos;
  }

  void started(int promptTokens, int cachedTokens) {
    this.promptTokens = promptTokens;
    this.cachedTokens = cachedTokens;
    started = nanos.getAsLong();
  }

  Timings piece() {
    long now = nanos.getAsLong();
    if (pieces++ == 0) {
      firstPiece = now;
    }
    return Timings.of(
        new Usage(
            promptTokens,
            cachedTokens,
            pieces,
            (firstPiece - started) / 1e6,
            (now - firstPiece) / 1e6));
  }
}
