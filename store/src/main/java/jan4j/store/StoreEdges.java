package jan4j.store;

import java.time.Clock;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;

/// What the store takes from the world around it; a test gives its own.
///
/// @param ids makes ids that never repeat
/// @param janProcess finds a running Jan
public record StoreEdges(
    FileSystemEdge files, Clock clock, Supplier<String> ids, Supplier<OptionalLong> janProcess) {
  /// The real ones.
  public static StoreEdges system() {
    return new StoreEdges(
        FileSystemEdge.SYSTEM,
        Clock.systemUTC(),
        () -> UUID.randomUUID().toString(),
        JanProcess::find);
  }
}
