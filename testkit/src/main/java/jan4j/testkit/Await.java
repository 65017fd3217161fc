package jan4j.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for conditions that nothing signals, such as the end of a process. Returns as soon as the
/// condition holds; the limit only keeps a broken test from hanging.
public final class Await {
  /// How long a test may wait for anything before it fails.
  public static final Duration LIMIT = Duration.ofSeconds(30);

  private static final long POLL_NANOS = 1_000_000;

  private Await() {}

  /// Waits until `condition` holds.
  ///
  /// @param what is awaited, for the message of the failure
  /// @throws AssertionError after [#LIMIT]
  public static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("waited " + LIMIT.toSeconds() + " s in vain: " + what);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }
}
