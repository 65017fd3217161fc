package jan4j.store;

import jan4j.core.GenerationEvent;
import jan4j.wire.jan.JanMessage;

/// One event of a run.
///
/// @param id 1 for the first event of a run, then rising by 1
public record RunEvent(long id, Body body) {
  /// What happened.
  public sealed interface Body {
    /// The engine said so.
    record Happened(GenerationEvent event) implements Body {}

    /// The run is over and its message is kept; always the last event.
    ///
    /// @param problem why the message could not be kept yet, or the empty string
    record Ended(JanMessage.Status status, String messageId, String problem) implements Body {}
  }
}
