package jan4j.engine;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import java.util.concurrent.CountDownLatch;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/// Waits for a model without a request.
final class LoadWaiter implements Waiter {
  private final CountDownLatch done = new CountDownLatch(1);
  private final DoubleConsumer listener;
  private volatile @Nullable JanException failure;

  LoadWaiter(DoubleConsumer listener) {
    this.listener = listener;
  }

  @Override
  public void progress(double fraction) {
    listener.accept(fraction);
  }

  @Override
  public void failed(ErrorCode code, String message) {
    failure = new JanException(code, message);
    done.countDown();
  }

  void ready() {
    done.countDown();
  }

  /// Blocks until the model is ready.
  ///
  /// @throws JanException where it will not be
  void await() {
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JanException(ErrorCode.CANCELLED, "waiting for the model was interrupted", e);
    }
    JanException thrown = failure;
    if (thrown != null) {
      throw thrown;
    }
  }
}
