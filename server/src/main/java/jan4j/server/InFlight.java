package jan4j.server;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The generation requests that are being answered: bounds their number, and ends them when the
/// server closes. Thread-safe.
final class InFlight {
  private final int limit;
  private final Semaphore places;
  private final Set<Runnable> cancels = ConcurrentHashMap.newKeySet();
  private volatile boolean closing;

  InFlight(int limit) {
    this.limit = limit;
    places = new Semaphore(limit);
  }

  /// One request's place.
  final class Place implements AutoCloseable {
    private Runnable cancel = () -> {};

    /// What ends the request when the server closes.
    void onClose(Runnable action) {
      cancel = action;
      cancels.add(action);
      if (closing) {
        action.run();
      }
    }

    @Override
    public void close() {
      cancels.remove(cancel);
      places.release();
    }
  }

  /// Takes a place.
  ///
  /// @throws JanException [ErrorCode#BUSY] when all are taken, [ErrorCode#ENGINE_UNAVAILABLE] while
  ///   the server closes
  Place enter() {
    if (closing) {
      throw shuttingDown();
    }
    if (!places.tryAcquire()) {
      throw new JanException(
          ErrorCode.BUSY, limit + " requests are being answered, which is the limit; try again");
    }
    return new Place();
  }

  boolean isClosing() {
    return closing;
  }

  static JanException shuttingDown() {
    return new JanException(
        ErrorCode.ENGINE_UNAVAILABLE, "the server is shutting down; try again once it is back");
  }

  /// Cancels everything and waits until all clients have been told.
  void close(Duration patience) {
    closing = true;
    cancels.forEach(Runnable::run);
    try {
      if (places.tryAcquire(limit, patience.toMillis(), TimeUnit.MILLISECONDS)) {
        places.release(limit);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
