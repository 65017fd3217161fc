package jan4j.engine;

import jan4j.core.ErrorCode;
import jan4j.core.Generation;
import jan4j.core.GenerationEvent;
import jan4j.core.JanException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An answer that is read from a server's event stream by a virtual thread. Closing it closes the
/// stream, which a server understands as cancel.
final class RemoteGeneration implements Generation {
  private final Supplier<InputStream> request;
  private final boolean reportProgress;
  private final Consumer<RemoteGeneration> onEnd;
  private final EventQueue events = new EventQueue();
  private final ReentrantLock lock = new ReentrantLock(); // guards the two fields below
  private @Nullable InputStream body;
  private @Nullable Thread reader;

  /// @param request sends it; interrupted where the answer is closed meanwhile
  RemoteGeneration(
      Supplier<InputStream> request, boolean reportProgress, Consumer<RemoteGeneration> onEnd) {
    this.request = request;
    this.reportProgress = reportProgress;
    this.onEnd = onEnd;
  }

  /// Starts the reader. Called once.
  void begin() {
    Thread thread = Thread.ofVirtual().name("remote-answer").unstarted(this::read);
    lock.lock();
    try {
      reader = thread;
    } finally {
      lock.unlock();
    }
    thread.start();
  }

  private void read() {
    try (InputStream stream = request.get()) {
      own(stream);
      RemoteEvents parser = new RemoteEvents(reportProgress, events::put);
      SseReader lines = new SseReader(stream);
      String data = lines.next();
      while (data != null && !data.equals("[DONE]")) {
        parser.accept(data);
        data = lines.next();
      }
      parser.end();
    } catch (JanException e) {
      events.put(new GenerationEvent.Failed(e.code(), e.getMessage()));
    } catch (IOException e) {
      events.put(
          new GenerationEvent.Failed(
              ErrorCode.UPSTREAM_FAILED, "the server broke off the answer: " + e));
    } finally {
      onEnd.accept(this);
    }
  }

  private void own(InputStream stream) throws IOException {
    lock.lock();
    try {
      body = stream;
    } finally {
      lock.unlock();
    }
    if (events.isClosed()) {
      stream.close();
    }
  }

  @Override
  public boolean hasNext() {
    return events.hasNext();
  }

  @Override
  public GenerationEvent next() {
    return events.next();
  }

  @Override
  public void close() {
    if (!events.close()) {
      return;
    }
    lock.lock();
    try {
      if (body != null) {
        body.close();
      }
      if (reader != null) {
        reader.interrupt();
      }
    } catch (IOException e) {
      System.getLogger(RemoteGeneration.class.getName())
          .log(System.Logger.Level.DEBUG, "closing an answer's stream failed", e);
    } finally {
      lock.unlock();
    }
  }
}
