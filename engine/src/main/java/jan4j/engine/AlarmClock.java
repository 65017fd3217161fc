package jan4j.engine;

import java.time.Clock;
import java.time.Duration;

/// Time and timers, so that tests can move both by hand. Thread-safe.
public interface AlarmClock {
  /// The time.
  Clock clock();

  /// Runs `action` once after `delay`. It runs on a thread of this clock and must be short.
  Alarm after(Duration delay, Runnable action);

  /// The system's time.
  static AlarmClock system() {
    return SystemAlarmClock.INSTANCE;
  }

  /// A pending action.
  interface Alarm {
    /// Forgets the action. Nothing happens where it already ran.
    void cancel();
  }
}
