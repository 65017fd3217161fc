package jan4j.store;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The real ticker: one virtual thread an action.
final class SystemTicker implements Ticker {
  @Override
  public AutoCloseable every(Duration period, Runnable action) {
    CountDownLatch closed = new CountDownLatch(1);
    Thread thread = Thread.ofVirtual().name("ticker").start(() -> run(period, action, closed));
    return () -> {
      closed.countDown();
      thread.join();
    };
  }

  private static void run(Duration period, Runnable action, CountDownLatch closed) {
    try {
      while (!closed.await(period.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          action.run();
        } catch (RuntimeException e) {
          System.getLogger(SystemTicker.class.getName())
              .log(System.Logger.Level.WARNING, "a repeated action failed", e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
