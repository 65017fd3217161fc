package jan4j.engine;

import java.time.Duration;

/// Room for one pending alarm, whose action runs on the fleet's thread. Confined to that thread.
final class AlarmSlot {
  private final Fleet fleet;
  private AlarmClock.Alarm pending = () -> {};
  private long generation;
  private boolean set;

  AlarmSlot(Fleet fleet) {
    this.fleet = fleet;
  }

  /// Replaces what is pending.
  void set(Duration delay, Runnable action) {
    cancel();
    set = true;
    long mine = generation;
    pending =
        fleet
            .alarms()
            .after(
                delay,
                () ->
                    fleet.post(() -> {
                      if (mine == generation) {
                        set = false;
                        action.run();
                      }
                    }));
  }

  /// Whether an alarm is pending.
  boolean isSet() {
    return set;
  }

  void cancel() {
    set = false;
    pending.cancel();
    generation++;
  }
}
