package jan4j.server;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Keeps silent streams alive by comments, and ends those whose client stopped reading.
/// Thread-safe.
///
/// @param interval silence before a comment
/// @param writeTimeout longest time of one write
record Pinger(Duration interval, Duration writeTimeout) {
  private static final long MIN_STEP_NANOS = 1_000_000;

  /// Cares for a stream until the returned value is closed.
  AutoCloseable keep(SseWriter stream, WatchedConnection connection) {
    CountDownLatch done = new CountDownLatch(1);
    Thread.ofVirtual().name("ping").start(() -> run(stream, connection, done));
    return done::countDown;
  }

  private void run(SseWriter stream, WatchedConnection connection, CountDownLatch done) {
    long step = Math.max(MIN_STEP_NANOS, Math.min(interval.toNanos(), writeTimeout.toNanos()) / 4);
    try {
      while (!done.await(step, TimeUnit.NANOSECONDS)) {
        if (stream.isWriting()) {
          if (stream.nanosSinceWrite() > writeTimeout.toNanos()) {
            connection.abort(new byte[0]);
            return;
          }
        } else if (stream.nanosSinceWrite() >= interval.toNanos()) {
          stream.ping();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (UncheckedIOException _) {
      // The client is gone: its connection tells the route.
    }
  }
}
