package jan4j.app;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Asks another supplier once, when it is first needed. Thread-safe.
final class Once<T> implements Supplier<T> {
  private final Supplier<T> source;
  private final ReentrantLock lock = new ReentrantLock(); // guards value
  private @Nullable T value;

  Once(Supplier<T> source) {
    this.source = source;
  }

  @Override
  public T get() {
    lock.lock();
    try {
      T known = value;
      if (known == null) {
        known = source.get();
        value = known;
      }
      return known;
    } finally {
      lock.unlock();
    }
  }
}
