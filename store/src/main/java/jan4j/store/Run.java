package jan4j.store;

import jan4j.core.Generation;
import jan4j.core.GenerationEvent;
import jan4j.core.JanException;
import jan4j.wire.jan.JanMessage;
import jan4j.wire.jan.JanMessageWriter;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// An answer that the core writes, whoever looks on. One virtual thread takes the engine's events;
/// any number of followers read them by id, from any point on. Every event is in the buffer or in
/// the journal; at its end the message is kept in the thread. Thread-safe.
public final class Run {
  /// Events in memory; older ones are read from the journal.
  static final int MAX_BUFFERED = 8192;

  private final String id;
  private final RunRequest request;
  private final String messageId;
  private final ThreadStore threads;
  private final RunJournal journal;
  private final Clock clock;
  private final Instant started;

  /// Guards everything below.
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition more = lock.newCondition();
  private final List<RunEvent> buffer = new ArrayList<>();
  private final AnswerText answer;
  private long lastId;
  private long firstTokenMillis = -1;
  private boolean stopAsked;
  private boolean ended;
  private Instant endedAt = Instant.MAX;
  private JanMessage.Status status = JanMessage.Status.PENDING;
  private boolean kept;
  private Generation generation = NONE;

  /// Guards the journal's file, so that an event never waits for the device.
  private final ReentrantLock journalLock = new ReentrantLock();

  private static final Generation NONE =
      new Generation() {
        @Override
        public boolean hasNext() {
          return false;
        }

        @Override
        public GenerationEvent next() {
          throw new java.util.NoSuchElementException();
        }

        @Override
        public void close() {}
      };

  Run(String id, RunRequest request, String messageId, ThreadStore threads, RunJournal journal) {
    this.id = id;
    this.request = request;
    this.messageId = messageId;
    this.threads = threads;
    this.journal = journal;
    this.clock = threads.edges().clock();
    this.started = clock.instant();
    this.answer = new AnswerText(request.before());
  }

  /// Names the run.
  public String id() {
    return id;
  }

  /// The thread that is answered.
  public ThreadId thread() {
    return request.thread();
  }

  /// The message that the answer becomes.
  public String messageId() {
    return messageId;
  }

  /// Pending while it runs.
  public JanMessage.Status status() {
    lock.lock();
    try {
      return status;
    } finally {
      lock.unlock();
    }
  }

  /// Ends the answer at the engine's next step; what it has so far is kept. Returns at once.
  public void stop() {
    Generation current;
    lock.lock();
    try {
      stopAsked = true;
      current = generation;
    } finally {
      lock.unlock();
    }
    current.close();
  }

  /// The events after `lastSeen`, and then those to come. 0 begins at the first.
  public RunFollower follow(long lastSeen) {
    return new RunFollower(this, lastSeen);
  }

  /// Takes all events of the engine; for the run's own thread.
  void take(Generation source) {
    lock.lock();
    try {
      generation = source;
      if (stopAsked) {
        source.close();
      }
    } finally {
      lock.unlock();
    }
    JanMessage.Status end = JanMessage.Status.STOPPED;
    try (source) {
      while (source.hasNext()) {
        GenerationEvent event = source.next();
        add(event);
        if (event instanceof GenerationEvent.Finished) {
          end = JanMessage.Status.READY;
        } else if (event instanceof GenerationEvent.Failed) {
          end = JanMessage.Status.ERROR;
        }
      }
    } catch (RuntimeException e) {
      fail(e);
      end = JanMessage.Status.ERROR;
    }
    end(end);
  }

  void fail(RuntimeException e) {
    GenerationEvent.Failed failed =
        e instanceof JanException jan
            ? new GenerationEvent.Failed(jan.code(), jan.getMessage())
            : new GenerationEvent.Failed(jan4j.core.ErrorCode.INTERNAL, String.valueOf(e));
    add(failed);
  }

  private void add(GenerationEvent event) {
    lock.lock();
    try {
      answer.add(event);
      if (firstTokenMillis < 0
          && (event instanceof GenerationEvent.TextDelta
              || event instanceof GenerationEvent.ReasoningDelta)) {
        firstTokenMillis = clock.millis() - started.toEpochMilli();
      }
      publish(new RunEvent.Body.Happened(event));
    } finally {
      lock.unlock();
    }
  }

  /// The lock is held.
  private void publish(RunEvent.Body body) {
    buffer.add(new RunEvent(++lastId, body));
    more.signalAll();
  }

  /// Writes what is new to the journal, and lets old events go from memory. A failure is tried
  /// again at the next call; the events stay in memory until then.
  void flush() {
    journalLock.lock();
    try {
      List<RunEvent> fresh = after(journal.journaled());
      List<GenerationEvent> events = new ArrayList<>();
      for (RunEvent event : fresh) {
        if (event.body() instanceof RunEvent.Body.Happened(GenerationEvent happened)) {
          events.add(happened);
        }
      }
      if (!events.isEmpty()) {
        journal.add(fresh.getFirst().id(), events);
      }
    } catch (IOException e) {
      System.getLogger(Run.class.getName())
          .log(System.Logger.Level.WARNING, "cannot journal run " + id + ": " + e);
    } finally {
      journalLock.unlock();
    }
    trim();
    keepLate();
  }

  private List<RunEvent> after(long lastSeen) {
    lock.lock();
    try {
      if (buffer.isEmpty()) {
        return List.of();
      }
      long first = buffer.getFirst().id();
      int from = Math.clamp(lastSeen + 1 - first, 0, buffer.size());
      return List.copyOf(buffer.subList(from, buffer.size()));
    } finally {
      lock.unlock();
    }
  }

  private void trim() {
    journalLock.lock();
    lock.lock();
    try {
      int surplus = buffer.size() - MAX_BUFFERED;
      if (surplus > 0 && buffer.get(surplus - 1).id() <= journal.journaled()) {
        buffer.subList(0, surplus).clear();
      }
    } finally {
      lock.unlock();
      journalLock.unlock();
    }
  }

  /// Keeps the message, then tells the followers.
  private void end(JanMessage.Status end) {
    flush();
    String problem = keep(end);
    lock.lock();
    try {
      status = end;
      ended = true;
      endedAt = clock.instant();
      publish(new RunEvent.Body.Ended(end, messageId, problem));
    } finally {
      lock.unlock();
    }
  }

  private String keep(JanMessage.Status end) {
    NewMessage message;
    lock.lock();
    try {
      message =
          new NewMessage(
              messageId,
              "assistant",
              answer.parts(),
              new NewMessage.Place.Below(request.parent()),
              end,
              List.of(),
              own());
    } finally {
      lock.unlock();
    }
    try {
      threads.append(request.thread(), message);
      lock.lock();
      try {
        kept = true;
      } finally {
        lock.unlock();
      }
      return "";
    } catch (JanException e) {
      return e.getMessage(); // tried again at every tick
    }
  }

  private void keepLate() {
    boolean late;
    lock.lock();
    try {
      late = ended && !kept;
    } finally {
      lock.unlock();
    }
    if (late) {
      keep(status());
    }
  }

  /// The lock is held.
  private Map<String, Object> own() {
    Map<String, Object> own = new HashMap<>(answer.numbers());
    own.put("model", request.request().model().value());
    own.put("run", id);
    if (!request.recipe().isEmpty()) {
      own.put("recipe", request.recipe());
    }
    if (firstTokenMillis >= 0) {
      own.put("first_token_ms", firstTokenMillis);
    }
    return own;
  }

  /// The message as far as it is, until it is kept in the thread.
  List<JanMessage> pending() {
    lock.lock();
    try {
      if (kept) {
        return List.of();
      }
      Instant now = clock.instant();
      return List.of(
          new JanMessageWriter(request.thread().value(), messageId, "assistant")
              .parts(answer.parts())
              .status(status)
              .times(started, now)
              .parent(new JanMessage.Parent.Of(request.parent()))
              .own(own())
              .message());
    } finally {
      lock.unlock();
    }
  }

  /// Whether the message is kept and the run ended before that moment.
  boolean isOver(Instant before) {
    lock.lock();
    try {
      return kept && ended && endedAt.isBefore(before);
    } finally {
      lock.unlock();
    }
  }

  void forget() {
    journalLock.lock();
    try {
      journal.delete();
    } finally {
      journalLock.unlock();
    }
  }

  /// The next events after `lastSeen`; waits for one. Empty after the last.
  List<RunEvent> next(long lastSeen, RunFollower follower) throws InterruptedException {
    long first;
    lock.lock();
    try {
      while (lastSeen >= lastId && !ended && !follower.isClosed()) {
        more.await();
      }
      if (follower.isClosed() || lastSeen >= lastId) {
        return List.of();
      }
      first = buffer.getFirst().id();
    } finally {
      lock.unlock();
    }
    return lastSeen + 1 >= first ? after(lastSeen) : fromJournal(lastSeen);
  }

  private List<RunEvent> fromJournal(long lastSeen) {
    journalLock.lock();
    try {
      return journal.read(lastSeen, lastSeen + MAX_BUFFERED);
    } catch (IOException e) {
      throw StorageFailure.reading("read the journal of a run", threads.folder().runs(), e);
    } finally {
      journalLock.unlock();
    }
  }

  void wake() {
    lock.lock();
    try {
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
