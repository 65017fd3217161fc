package jan4j.engine;

import jan4j.core.ErrorCode;
import jan4j.core.GenerationEvent;
import jan4j.core.JanException;
import java.util.NoSuchElementException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// The events of one answer on their way from the threads that know them to the one that consumes
/// them. Nothing is accepted after the last event or after [#close()].
///
/// It has no bound of its own, so that a slow consumer never holds up the answers of others; it
/// holds at most the events of one answer, which the token limit bounds.
final class EventQueue {
  /// Wakes a consumer that waits.
  private static final GenerationEvent CLOSED =
      new GenerationEvent.Failed(ErrorCode.CANCELLED, "closed");

  private final LinkedBlockingQueue<GenerationEvent> events = new LinkedBlockingQueue<>();

  /// Whether the last event was put, or the queue was closed.
  private final AtomicBoolean ended = new AtomicBoolean();

  private final AtomicBoolean closed = new AtomicBoolean();
  private @Nullable GenerationEvent next; // the consumer's
  private boolean exhausted; // the consumer's

  /// Any thread.
  void put(GenerationEvent event) {
    if (isLast(event) ? !ended.getAndSet(true) : !ended.get()) {
      events.add(event);
    }
  }

  /// Ends the iteration; any thread.
  ///
  /// @return whether this was the first close and came before the last event
  boolean close() {
    if (!closed.compareAndSet(false, true)) {
      return false;
    }
    boolean before = !ended.getAndSet(true);
    events.add(CLOSED);
    return before;
  }

  boolean isClosed() {
    return closed.get();
  }

  /// The consumer's; blocks.
  ///
  /// @throws JanException [ErrorCode#CANCELLED] when interrupted
  boolean hasNext() {
    if (closed.get()) {
      return false;
    }
    if (next != null) {
      return true;
    }
    if (exhausted) {
      return false;
    }
    GenerationEvent event = take();
    if (closed.get()) {
      exhausted = true;
      return false;
    }
    exhausted = isLast(event);
    next = event;
    return true;
  }

  private GenerationEvent take() {
    try {
      return events.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JanException(
          ErrorCode.CANCELLED, "the thread that waited for the answer was interrupted", e);
    }
  }

  /// The consumer's; blocks. What [#hasNext()] promised comes even where the answer was closed
  /// meanwhile.
  GenerationEvent next() {
    if ((next == null && !hasNext()) || next == null) {
      throw new NoSuchElementException("the answer has ended");
    }
    GenerationEvent event = next;
    next = null;
    return event;
  }

  private static boolean isLast(GenerationEvent event) {
    return event instanceof GenerationEvent.Finished || event instanceof GenerationEvent.Failed;
  }
}
