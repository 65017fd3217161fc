package jan4j.worker;

import java.util.function.LongSupplier;

/// Notices a step of the grammar code that does not come back: the library cannot be interrupted
/// there, and every answer of the worker waits. The loop thread begins and ends steps; any thread
/// asks.
final class GrammarWatch {
  /// Longest time for one step. What can be measured before or between calls is refused long before
  /// ([GrammarBounds], [Constraint]).
  static final long LIMIT_NANOS = 20_000_000_000L;

  private static final long IDLE = Long.MIN_VALUE;

  private final LongSupplier nanos;
  private final Step step = this::end;
  private volatile long since = IDLE;

  /// @param nanos a clock that only goes forward
  GrammarWatch(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /// A step; closing ends it.
  interface Step extends AutoCloseable {
    @Override
    void close();
  }

  Step begin() {
    since = nanos.getAsLong();
    return step;
  }

  private void end() {
    since = IDLE;
  }

  /// Whether a step runs for longer than it may.
  boolean isStuck() {
    long began = since;
    return began != IDLE && nanos.getAsLong() - began > LIMIT_NANOS;
  }
}
