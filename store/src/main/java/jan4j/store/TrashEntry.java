package jan4j.store;

import java.time.Instant;

/// Something in the trash.
///
/// @param name names the entry
/// @param kind a whole thread, or messages of one
/// @param title the thread's title
public record TrashEntry(String name, Kind kind, ThreadId thread, String title, Instant deleted) {
  /// What was deleted.
  public enum Kind {
    THREAD,
    MESSAGES
  }
}
