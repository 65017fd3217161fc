package jan4j.store;

import jan4j.core.ErrorCode;
import jan4j.core.Generation;
import jan4j.core.GenerationRequest;
import jan4j.core.JanException;
import jan4j.wire.jan.JanMessage;
import jan4j.wire.jan.JanPart;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// The answers that the core writes. A run goes on when the page that asked for it is gone; a page
/// that comes back follows it from the last event it saw. Thread-safe.
///
/// It stands in the store, not beside the engines, because a run is first of all a message that
/// must not be lost; of an engine it needs only something that starts a [Generation].
public final class Runs implements AutoCloseable {
  /// How long a finished run can still be followed.
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  private static final Duration JOURNAL_PERIOD = Duration.ofMillis(500);
  private static final int MAX_RUNNING = 256;

  private final ThreadStore threads;
  private final Function<GenerationRequest, Generation> engine;
  private final Map<String, Run> runs = new ConcurrentHashMap<>();
  private final Map<String, Thread> takers = new ConcurrentHashMap<>();
  private final AutoCloseable tick;

  /// @param engine starts an answer; closing the generation cancels it
  /// @param ticker calls for the journal
  public Runs(ThreadStore threads, Function<GenerationRequest, Generation> engine, Ticker ticker) {
    this.threads = threads;
    this.engine = engine;
    threads.showRunning(this::pending);
    this.tick = ticker.every(JOURNAL_PERIOD, this::tick);
  }

  private List<JanMessage> pending(ThreadId thread) {
    return runs.values().stream()
        .filter(r -> r.thread().equals(thread))
        .flatMap(r -> r.pending().stream())
        .toList();
  }

  private void tick() {
    for (Run run : runs.values()) {
      run.flush();
      if (run.isOver(threads.edges().clock().instant().minus(REMEMBERED))) {
        runs.remove(run.id());
        run.forget();
      }
    }
  }

  /// Starts an answer and returns at once; loading and waiting show as events. The run's head is on
  /// the device when this returns.
  ///
  /// @throws JanException [ErrorCode#NOT_FOUND] for an unknown thread or parent, [ErrorCode#BUSY],
  ///   or a storage failure
  public Run start(RunRequest request) {
    threads.requireWritable();
    if (runs.values().stream().filter(r -> r.status() == JanMessage.Status.PENDING).count()
        >= MAX_RUNNING) {
      throw new JanException(
          ErrorCode.BUSY, MAX_RUNNING + " answers run already; wait for one, or stop one");
    }
    MessageTree tree = threads.open(request.thread()).tree();
    if (!request.parent().isEmpty() && tree.find(request.parent()).isEmpty()) {
      throw new JanException(
          ErrorCode.NOT_FOUND, "there is no message " + request.parent() + " to answer");
    }
    String id = threads.edges().ids().get();
    String message = threads.edges().ids().get();
    Run run = new Run(id, request, message, threads, journal(id, message, request));
    runs.put(id, run);
    takers.put(id, Thread.ofVirtual().name("run-" + id).start(() -> work(run, request)));
    return run;
  }

  private RunJournal journal(String id, String message, RunRequest request) {
    StoreFolder folder = threads.folder();
    List<String> before =
        request.before().stream()
            .filter(JanPart.Text.class::isInstance)
            .map(p -> ((JanPart.Text) p).text())
            .toList();
    try {
      return RunJournal.create(
          folder.runs(),
          new RunJournal.Head(
              id,
              request.thread(),
              message,
              request.parent(),
              threads.edges().clock().millis(),
              before,
              request.recipe()),
          new DurableFiles(threads.edges().files()));
    } catch (IOException e) {
      throw StorageFailure.of("begin an answer", folder.runs(), e);
    }
  }

  private void work(Run run, RunRequest request) {
    try {
      Generation generation;
      try {
        generation = engine.apply(request.request());
      } catch (RuntimeException e) {
        run.take(new FailedGeneration(e));
        return;
      }
      run.take(generation);
    } finally {
      takers.remove(run.id());
    }
  }

  /// The run of that id, while it runs and for a while after.
  public Optional<Run> find(String id) {
    return Optional.ofNullable(runs.get(id));
  }

  /// The runs of a thread that are not over, or are still remembered.
  public List<Run> of(ThreadId thread) {
    return runs.values().stream().filter(r -> r.thread().equals(thread)).toList();
  }

  /// Stops all answers and waits until each is kept.
  @Override
  public void close() {
    runs.values().forEach(Run::stop);
    try {
      for (Thread taker : takers.values()) {
        taker.join(Duration.ofSeconds(10));
      }
      tick.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      System.getLogger(Runs.class.getName())
          .log(System.Logger.Level.WARNING, "the ticker did not end", e);
    }
    runs.values().stream().filter(r -> r.pending().isEmpty()).forEach(Run::forget);
    runs.clear();
  }
}
