package jan4j.store;

import java.time.Duration;

/// Calls something again and again; a test calls by hand. Thread-safe.
public interface Ticker {
  /// Calls `action` every `period` until the returned handle is closed. A call that throws does not
  /// end the calls.
  AutoCloseable every(Duration period, Runnable action);

  /// A ticker with a thread of its own for each action.
  static Ticker system() {
    return new SystemTicker();
  }
}
