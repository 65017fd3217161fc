package jan4j.llama;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;

/// Passes log lines on and keeps the last errors and warnings, since the C API says only NULL.
/// Thread-safe.
final class LogTail implements LogSink {
  private static final int KEPT = 6;

  /// Guards `errors`.
  private final ReentrantLock lock = new ReentrantLock();

  private final Deque<String> errors = new ArrayDeque<>();
  private volatile LogSink sink;

  LogTail(LogSink sink) {
    this.sink = sink;
  }

  void forwardTo(LogSink other) {
    sink = other;
  }

  @Override
  public void log(Level level, String text) {
    if (level == Level.ERROR) {
      lock.lock();
      try {
        errors.addLast(text.strip());
        if (errors.size() > KEPT) {
          errors.removeFirst();
        }
      } finally {
        lock.unlock();
      }
    }
    sink.log(level, text);
  }

  /// The last errors in order, joined; they are forgotten.
  String takeErrors() {
    lock.lock();
    try {
      String joined = String.join("; ", errors);
      errors.clear();
      return joined;
    } finally {
      lock.unlock();
    }
  }
}
