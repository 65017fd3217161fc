package jan4j.server;

import jan4j.core.Engine;
import jan4j.core.ErrorCode;
import jan4j.core.Generation;
import jan4j.core.GenerationEvent;
import jan4j.core.GenerationRequest;
import jan4j.core.JanException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/// The choices of one request, generated at the same time: their events in the order in which they
/// come, each with the index of its choice. One consumer thread; [#cancel] and [#close] from any,
/// and both mean cancel.
final class Answers implements AutoCloseable {
  /// Events that a slow client may be behind, before its choices wait.
  private static final int CAPACITY = 64;

  /// What a choice told.
  record Event(int index, GenerationEvent event) {}

  private sealed interface Message {
    record Told(Event event) implements Message {}

    record Ended(int index) implements Message {}

    record Broken(RuntimeException failure) implements Message {}
  }

  private final List<Generation> generations;
  private final List<Thread> pumpThreads = new ArrayList<>();
  private final BlockingQueue<Message> queue = new ArrayBlockingQueue<>(CAPACITY);
  private int running;
  private int finished;

  private Answers(List<Generation> generations) {
    this.generations = List.copyOf(generations);
    running = generations.size();
    for (int i = 0; i < generations.size(); i++) {
      int index = i;
      pumpThreads.add(Thread.ofVirtual().name("answer " + i).start(() -> pump(index)));
    }
  }

  /// Starts all choices, or none.
  ///
  /// @throws JanException where the engine refuses one
  static Answers start(Engine engine, List<GenerationRequest> requests) {
    List<Generation> started = new ArrayList<>();
    try {
      for (GenerationRequest request : requests) {
        started.add(engine.start(request));
      }
      return new Answers(started);
    } catch (RuntimeException e) {
      started.forEach(Generation::close);
      throw e;
    }
  }

  private void pump(int index) {
    try {
      Generation generation = generations.get(index);
      try {
        while (generation.hasNext()) {
          queue.put(new Message.Told(new Event(index, generation.next())));
        }
        queue.put(new Message.Ended(index));
      } catch (RuntimeException e) {
        queue.put(new Message.Broken(e));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// The next event; null when all choices have finished.
  ///
  /// @throws JanException when a choice failed; [ErrorCode#CANCELLED] when one was cancelled
  @Nullable Event next() {
    while (running > 0) {
      switch (take()) {
        case Message.Told(Event e) when e.event() instanceof GenerationEvent.Failed failed ->
            throw failed.toException();
        case Message.Told(Event e) -> {
          if (e.event() instanceof GenerationEvent.Finished) {
            finished++;
          }
          return e;
        }
        case Message.Ended _ -> running--;
        case Message.Broken(RuntimeException failure) -> throw failure;
      }
    }
    if (finished < generations.size()) {
      throw new JanException(ErrorCode.CANCELLED, "the answer was cancelled");
    }
    return null;
  }

  private Message take() {
    try {
      return queue.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JanException(ErrorCode.CANCELLED, "the answer was interrupted", e);
    }
  }

  /// Cancels all choices; the consumer gets what came before, then [ErrorCode#CANCELLED].
  void cancel() {
    generations.forEach(Generation::close);
  }

  @Override
  public void close() {
    cancel();
    pumpThreads.forEach(Thread::interrupt);
  }
}
