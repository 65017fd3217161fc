package jan4j.worker;

import jan4j.wire.worker.FrameChannel;
import jan4j.wire.worker.Report;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Carries reports from the loop to the core, in order. JSON and the socket are the writer thread's
/// work; the loop only waits where the core has not read for long, and gives up on a core that
/// reads nothing at all. Thread-safe.
final class Outbox implements Consumer<Report> {
  private static final int CAPACITY = 8192;
  private static final long PATIENCE_SECONDS = 60;

  /// Empty is the end.
  private final BlockingQueue<Optional<Report>> queue = new ArrayBlockingQueue<>(CAPACITY);

  private final FrameChannel channel;
  private final Runnable coreGone;
  private final Thread writerThread;
  private volatile boolean closing;
  private volatile boolean broken;

  /// @param coreGone called where nothing can be written any more
  Outbox(FrameChannel channel, Runnable coreGone) {
    this.channel = channel;
    this.coreGone = coreGone;
    writerThread = Thread.ofPlatform().name("writer").daemon().start(this::write);
  }

  @Override
  public void accept(Report report) {
    try {
      long patience = broken ? 0 : PATIENCE_SECONDS;
      if (!queue.offer(Optional.of(report), patience, TimeUnit.SECONDS)) {
        giveUp();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      giveUp();
    }
  }

  private void giveUp() {
    broken = true;
    coreGone.run();
  }

  /// Writes what is queued, for at most `millis`, and ends.
  void close(long millis) {
    closing = true;
    queue.offer(Optional.empty());
    try {
      writerThread.join(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    try {
      while (true) {
        Optional<Report> report = queue.take();
        if (report.isEmpty()) {
          return;
        }
        channel.write(report.get());
        if (closing && queue.isEmpty()) {
          return; // the end did not fit
        }
      }
    } catch (IOException e) {
      giveUp();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
