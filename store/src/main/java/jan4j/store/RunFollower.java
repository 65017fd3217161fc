package jan4j.store;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NoSuchElementException;

/// Reads the events of a run in order, each once: a blocking iterator for one thread. [#close()]
/// only ends the following, never the run, and may be called from any thread.
public final class RunFollower implements AutoCloseable {
  private final Run run;
  private final Deque<RunEvent> ready = new ArrayDeque<>();
  private long lastSeen;
  private volatile boolean closed;

  RunFollower(Run run, long lastSeen) {
    this.run = run;
    this.lastSeen = Math.max(0, lastSeen);
  }

  /// Whether another event comes; blocks until that is known.
  public boolean hasNext() {
    if (ready.isEmpty() && !closed) {
      try {
        ready.addAll(run.next(lastSeen, this));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        closed = true;
      }
    }
    return !ready.isEmpty() && !closed;
  }

  /// The next event; blocks for it.
  public RunEvent next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    RunEvent event = ready.removeFirst();
    lastSeen = event.id();
    return event;
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
    run.wake();
  }
}
