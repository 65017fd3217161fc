package jan4j.wire.openai;

import jan4j.core.JanException;
import jan4j.core.ModelEntry;
import org.jspecify.annotations.Nullable;

/// Finds the model that a request names. Thread-safe.
@FunctionalInterface
public interface ModelChoice {
  /// The model of that name; null or empty means that the request names none.
  ///
  /// @throws JanException [jan4j.core.ErrorCode#MODEL_NOT_FOUND] or
  ///   [jan4j.core.ErrorCode#INVALID_REQUEST]
  ModelEntry choose(@Nullable String name);
}
