package jan4j.store.search;

import jan4j.core.JanException;
import jan4j.store.StoredThread;
import jan4j.store.ThreadId;
import jan4j.store.ThreadStore;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Keeps the index as the files are, on a thread of its own: first everything that changed while no
/// core ran, then each thread that the store says changed. A thread that cannot be read is left out
/// and tried again when it changes. Thread-safe.
public final class Indexer implements AutoCloseable {
  private static final int REFRESH_EVERY = 50;

  private final ThreadStore threads;
  private final SearchIndex index;

  /// Guards the fields below.
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition news = lock.newCondition();
  private final Set<ThreadId> changed = new LinkedHashSet<>();
  private boolean current;
  private boolean closed;
  private Thread worker = Thread.ofVirtual().unstarted(() -> {});

  public Indexer(ThreadStore threads, SearchIndex index) {
    this.threads = threads;
    this.index = index;
  }

  /// Brings the index up to date now, on the caller's thread.
  public void catchUp() {
    Map<ThreadId, String> known = new HashMap<>(index.versions());
    int count = 0;
    for (StoredThread thread : threads.list()) {
      if (isClosed()) {
        return;
      }
      String version = known.remove(thread.id());
      if (!thread.version().equals(version)) {
        put(thread.id());
        if (++count % REFRESH_EVERY == 0) {
          index.refresh(false);
        }
      }
    }
    known.keySet().forEach(index::remove);
    index.refresh(count > 0 || !known.isEmpty());
  }

  private void put(ThreadId id) {
    try {
      if (threads.find(id).isPresent()) {
        index.put(threads.open(id));
      } else {
        index.remove(id);
      }
    } catch (JanException e) {
      System.getLogger(Indexer.class.getName())
          .log(System.Logger.Level.WARNING, "cannot index thread " + id + ": " + e.getMessage());
    }
  }

  /// Starts to work in the background.
  public Indexer start() {
    threads.onChange(this::changed);
    worker =
        Thread.ofPlatform()
            .daemon()
            .name("indexer")
            .priority(Thread.MIN_PRIORITY)
            .start(this::work);
    return this;
  }

  private void changed(ThreadId id) {
    lock.lock();
    try {
      changed.add(id);
      current = false;
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void work() {
    try {
      catchUp();
      for (List<ThreadId> batch = batch(); !batch.isEmpty(); batch = batch()) {
        batch.forEach(this::put);
        index.refresh(false);
      }
    } catch (JanException e) {
      System.getLogger(Indexer.class.getName())
          .log(System.Logger.Level.WARNING, "indexing ended: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// What changed since the last batch; waits for something. Empty when it is time to end.
  private List<ThreadId> batch() throws InterruptedException {
    lock.lock();
    try {
      while (changed.isEmpty() && !closed) {
        current = true;
        news.signalAll();
        news.await();
      }
      List<ThreadId> out = closed ? List.of() : List.copyOf(changed);
      changed.clear();
      return out;
    } finally {
      lock.unlock();
    }
  }

  /// Waits until everything that was kept so far can be found.
  public void awaitCurrent() throws InterruptedException {
    lock.lock();
    try {
      while (!current && !closed) {
        news.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Whether searches see everything that was kept.
  public boolean isCurrent() {
    lock.lock();
    try {
      return current;
    } finally {
      lock.unlock();
    }
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /// Ends the background work; the index stays open.
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      news.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      worker.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
