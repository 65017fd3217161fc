package jan4j.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// A clock that moves when a test says so. Thread-safe.
final class ManualAlarmClock implements AlarmClock {
  private record Pending(long number, Instant due, Runnable action) {}

  private final ReentrantLock lock = new ReentrantLock(); // guards the fields below
  private final List<Pending> pending = new ArrayList<>();
  private long nAlarms;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Override
  public Clock clock() {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        lock.lock();
        try {
          return now;
        } finally {
          lock.unlock();
        }
      }
    };
  }

  @Override
  public Alarm after(Duration delay, Runnable action) {
    lock.lock();
    try {
      Pending alarm = new Pending(nAlarms++, now.plus(delay), action);
      pending.add(alarm);
      return () -> cancel(alarm);
    } finally {
      lock.unlock();
    }
  }

  private void cancel(Pending alarm) {
    lock.lock();
    try {
      pending.removeIf(p -> p.number() == alarm.number());
    } finally {
      lock.unlock();
    }
  }

  void advance(Duration by) {
    List<Pending> due;
    lock.lock();
    try {
      now = now.plus(by);
      due =
          pending.stream()
              .filter(p -> !p.due().isAfter(now))
              .sorted(Comparator.comparing(Pending::due))
              .toList();
      pending.removeAll(due);
    } finally {
      lock.unlock();
    }
    due.forEach(p -> p.action().run());
  }
}
