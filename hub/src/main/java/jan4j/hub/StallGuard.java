package jan4j.hub;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A body that ends with an error when no byte comes for a time: the HTTP client bounds the wait
/// for the headers only. Read and closed by one thread; a virtual thread watches it.
final class StallGuard extends FilterInputStream {
  // Guards the two fields below.
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition closing = lock.newCondition();
  private boolean closed;
  private long reads;

  private final Duration limit;
  private volatile boolean stalled;

  StallGuard(InputStream body, Duration limit) {
    super(body);
    this.limit = limit;
    Thread.ofVirtual().name("stall guard").start(this::watch);
  }

  private void watch() {
    lock.lock();
    try {
      long seen = -1;
      while (!closed && seen != reads) {
        seen = reads;
        long left = limit.toNanos();
        while (!closed && left > 0) {
          left = closing.awaitNanos(left);
        }
      }
      stalled = !closed;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
    if (stalled) {
      closeBody();
    }
  }

  private void closeBody() {
    try {
      in.close();
    } catch (IOException e) {
      System.getLogger(StallGuard.class.getName())
          .log(System.Logger.Level.DEBUG, "closing a stalled download", e);
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int n;
    try {
      n = in.read(buffer, offset, length);
    } catch (IOException e) {
      throw stalled ? stall(e) : e;
    }
    if (stalled) {
      throw stall(null);
    }
    lock.lock();
    try {
      reads++;
    } finally {
      lock.unlock();
    }
    return n;
  }

  private IOException stall(@org.jspecify.annotations.Nullable IOException cause) {
    return new IOException(
        "no byte came for " + TimeUnit.NANOSECONDS.toSeconds(limit.toNanos()) + " s", cause);
  }

  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      closed = true;
      closing.signalAll();
    } finally {
      lock.unlock();
    }
    super.close();
  }
}
