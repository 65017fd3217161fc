package jan4j.testkit;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// State that several threads change and wait for. Thread-safe.
final class Signal {
  /// Guards everything that is read in a condition or changed in an update.
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition changed = lock.newCondition();

  void update(Runnable change) {
    get(() -> {
      change.run();
      return true;
    });
  }

  <T> T get(Supplier<T> action) {
    lock.lock();
    try {
      T result = action.get();
      changed.signalAll();
      return result;
    } finally {
      lock.unlock();
    }
  }

  /// Waits until `condition` holds.
  ///
  /// @throws AssertionError after [Await#LIMIT], or when the thread is interrupted
  void await(String what, BooleanSupplier condition) {
    long left = Await.LIMIT.toNanos();
    lock.lock();
    try {
      while (!condition.getAsBoolean()) {
        if (left <= 0) {
          throw new AssertionError("waited " + Await.LIMIT.toSeconds() + " s in vain: " + what);
        }
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting: " + what, e);
    } finally {
      lock.unlock();
    }
  }
}
