package jan4j.worker;

import jan4j.llama.AbortFlag;
import java.util.concurrent.locks.ReentrantLock;

/// Ends a decode call that is under way: because the process stops, or because the request that
/// makes up most of the batch was cancelled. Thread-safe; the library looks at [#flag] many times
/// per call.
final class AbortSignal {
  private static final long NONE = -1;

  private final AbortFlag flag = new AbortFlag();
  private final ReentrantLock lock = new ReentrantLock(); // guards the three fields and the flag
  private volatile boolean stopped;
  private long running = NONE;
  private long cancelled = NONE - 1;

  /// What the library looks at.
  AbortFlag flag() {
    return flag;
  }

  /// Stops everything, now and later.
  void stop() {
    change(() -> stopped = true);
  }

  boolean isStopped() {
    return stopped;
  }

  /// Says that the next decode call works mostly for that request.
  void running(long id) {
    change(() -> running = id);
  }

  /// The next decode call works for nobody in particular.
  void runningMany() {
    change(() -> running = NONE);
  }

  void cancel(long id) {
    change(() -> cancelled = id);
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      flag.set(stopped || cancelled == running);
    } finally {
      lock.unlock();
    }
  }
}
