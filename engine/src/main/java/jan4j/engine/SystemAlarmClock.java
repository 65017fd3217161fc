package jan4j.engine;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The system's clock with one daemon thread for alarms.
final class SystemAlarmClock implements AlarmClock {
  static final SystemAlarmClock INSTANCE = new SystemAlarmClock();

  private final ScheduledThreadPoolExecutor timer;

  private SystemAlarmClock() {
    timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("engine-alarms").factory());
    timer.setRemoveOnCancelPolicy(true);
  }

  @Override
  public Clock clock() {
    return Clock.systemUTC();
  }

  @Override
  public Alarm after(Duration delay, Runnable action) {
    ScheduledFuture<?> pending = timer.schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
    return () -> pending.cancel(false);
  }
}
