package jan4j.app;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/// Waits for another thread's result.
final class Waiting {
  private Waiting() {}

  /// The result, or the failure of the other thread thrown here as it was.
  static <T> T get(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JanException(ErrorCode.CANCELLED, "interrupted", e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case Throwable cause -> throw new IllegalStateException(cause);
        case null -> throw new IllegalStateException(e);
      }
    }
  }
}
