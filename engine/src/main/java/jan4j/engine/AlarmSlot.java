package jan4j.engine;

import java.time.Duration;

/// Room for one pending alarm, whose action runs on the fleet's thread. Confined to that thread.
final class AlarmSlot {
  private final Fleet fleet;
  private AlarmClock.Alarm pending = () -> {};
  private long generation;

  AlarmSlot(Fleet fleet) {
    this.fleet = fleet;
  }

  /// Replaces what is pending.
  void set(Duration delay, Runnable action) {
    cancel();
    long mine = generation;
    pending =
        fleet
            .alarms()
            .after(
                delay,
                () ->
                    fleet.post(() -> {
                      if (mine == generation) {
                        action.run();
                      }
                    }));
  }

  void cancel() {
    pending.cancel();
    generation++;
  }
}
