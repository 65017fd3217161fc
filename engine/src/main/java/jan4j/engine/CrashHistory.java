package jan4j.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/// When a model's workers crashed, and how long to leave it alone. Confined to the supervisor's
/// thread.
final class CrashHistory {
  /// So many crashes within [#WINDOW] make the next start wait.
  static final int LIMIT = 3;

  static final Duration WINDOW = Duration.ofMinutes(1);

  /// The first delay; it doubles each time, until an answer was completed.
  static final Duration FIRST_DELAY = Duration.ofSeconds(15);

  private static final int MAX_DOUBLINGS = 4;

  private final Deque<Instant> crashes = new ArrayDeque<>();
  private int doublings;

  /// Notes a crash.
  ///
  /// @return the time from which a new worker may be started
  Instant add(Instant now) {
    crashes.addLast(now);
    while (crashes.getFirst().isBefore(now.minus(WINDOW))) {
      crashes.removeFirst();
    }
    if (crashes.size() < LIMIT && doublings == 0) {
      return now;
    }
    Duration delay = FIRST_DELAY.multipliedBy(1L << doublings);
    doublings = Math.min(doublings + 1, MAX_DOUBLINGS);
    return now.plus(delay);
  }

  /// An answer was completed: the model works.
  void clear() {
    crashes.clear();
    doublings = 0;
  }
}
