package jan4j.engine;

import jan4j.core.ErrorCode;

/// Someone who waits for a model to be ready. Called by the supervisor's thread; must not block.
sealed interface Waiter permits LoadWaiter, LlamaCppGeneration {
  /// The load goes on.
  void progress(double fraction);

  /// The model will not be ready. The last call.
  void failed(ErrorCode code, String message);
}
