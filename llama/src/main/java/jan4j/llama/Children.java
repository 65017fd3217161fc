package jan4j.llama;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// What must be closed before its parent, newest first. Thread-safe.
final class Children {
  /// Guards `open`.
  private final ReentrantLock lock = new ReentrantLock();

  private final List<AutoCloseable> open = new ArrayList<>();

  void add(AutoCloseable child) {
    lock.lock();
    try {
      open.add(child);
    } finally {
      lock.unlock();
    }
  }

  /// Adds a child that others may use: it is closed after all of them.
  void addUsed(AutoCloseable child) {
    lock.lock();
    try {
      open.addFirst(child);
    } finally {
      lock.unlock();
    }
  }

  void remove(AutoCloseable child) {
    lock.lock();
    try {
      open.remove(child);
    } finally {
      lock.unlock();
    }
  }

  void close() {
    for (AutoCloseable child : snapshot().reversed()) {
      try {
        child.close();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException("cannot close " + child, e);
      }
    }
  }

  private List<AutoCloseable> snapshot() {
    lock.lock();
    try {
      return List.copyOf(open);
    } finally {
      lock.unlock();
    }
  }
}
