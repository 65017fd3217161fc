package jan4j.store;

import jan4j.wire.jan.JanProject;
import java.util.Optional;

/// What a new thread begins with.
///
/// @param title may be empty
/// @param assistantId the empty string for none
/// @param assistantName shown by Jan
/// @param modelId the empty string for any
/// @param engine Jan's name of the engine, e.g. `llamacpp`
public record NewThread(
    String title,
    String assistantId,
    String assistantName,
    String modelId,
    String engine,
    Optional<JanProject> project) {
  /// A thread with a title and nothing else.
  public static NewThread titled(String title) {
    return new NewThread(title, "", "", "", "llamacpp", Optional.empty());
  }
}
