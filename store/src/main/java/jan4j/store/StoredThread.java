package jan4j.store;

import jan4j.wire.jan.JanThread;
import java.time.Instant;

/// A thread without its messages. Immutable, a snapshot.
///
/// @param file what `thread.json` says; made up from the messages where that file cannot be read
/// @param updated when the last message or change came
/// @param version changes with every change of the thread's files; for conflict answers
/// @param readable whether `thread.json` could be read
public record StoredThread(
    ThreadId id, JanThread file, Instant updated, String version, boolean readable) {
  /// The title, or a stand-in for an empty one.
  public String title() {
    return file.title().isBlank() ? "(no title)" : file.title();
  }
}
