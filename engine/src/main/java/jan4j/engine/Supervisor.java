package jan4j.engine;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.core.ModelEntry;
import jan4j.core.ModelId;
import jan4j.wire.worker.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One model's life: starts its worker on first use, leases it to answers, unloads it, and survives
/// its crashes. Confined to the fleet's thread; what blocks runs elsewhere and reports back by
/// posting to that thread.
///
/// ```text
/// Absent -> Starting -> Ready -> Draining -> Absent
///              |          |         |
///              +----------+---------+-> Failed -> Starting (next request, after the back-off)
/// ```
final class Supervisor implements WorkerProcess.Listener {
  private static final System.Logger LOG = System.getLogger(Supervisor.class.getName());

  private final ModelId id;
  private final Fleet fleet;
  private final CrashHistory crashes = new CrashHistory();
  private final Deque<Waiter> waiting = new ArrayDeque<>();
  private final Set<LlamaCppGeneration> leases = new LinkedHashSet<>();
  private final List<Runnable> onAbsent = new ArrayList<>();
  private final AlarmSlot idle;
  private final AlarmSlot drainLimit;
  private final AlarmSlot watchdog;

  private ModelEntry entry;
  private ModelState state = new ModelState.Absent();
  private @Nullable WorkerProcess worker;
  private @Nullable PromptRenderer renderer;
  private Instant lastUsed = Instant.EPOCH;

  Supervisor(ModelEntry entry, Fleet fleet) {
    this.id = entry.id();
    this.entry = entry;
    this.fleet = fleet;
    idle = new AlarmSlot(fleet);
    drainLimit = new AlarmSlot(fleet);
    watchdog = new AlarmSlot(fleet);
  }

  ModelId id() {
    return id;
  }

  ModelState state() {
    return state;
  }

  int nWaiting() {
    return waiting.size();
  }

  Instant lastUsed() {
    return lastUsed;
  }

  /// Since when it is ready, or the end of time.
  Instant readySince() {
    return state instanceof ModelState.Ready ready ? ready.since() : Instant.MAX;
  }

  String notice() {
    return renderer == null ? "" : renderer.notice();
  }

  /// Whether a process runs or is about to.
  boolean hasWorker() {
    return worker != null;
  }

  /// Whether the worker can go without anyone noticing.
  boolean isIdle() {
    return state instanceof ModelState.Ready && leases.isEmpty();
  }

  /// Someone wants the model, as that entry describes it now.
  void admit(Waiter waiter, ModelEntry current) {
    entry = current;
    switch (state) {
      case ModelState.Ready ready -> grant(waiter, ready);
      case ModelState.Draining _ -> waiting.add(waiter);
      case ModelState.Starting s -> {
        waiting.add(waiter);
        waiter.progress(s.progress());
      }
      case ModelState.Absent _ -> {
        waiting.add(waiter);
        fleet.want(this);
      }
      case ModelState.Failed f -> retry(waiter, f);
    }
  }

  private void retry(Waiter waiter, ModelState.Failed failed) {
    Duration left = Duration.between(fleet.now(), failed.retryAt());
    if (left.isPositive()) {
      waiter.failed(
          ErrorCode.ENGINE_UNAVAILABLE,
          id
              + " is left alone for "
              + (left.toSeconds() + 1)
              + " s after repeated crashes. The last one: "
              + failed.reason());
      return;
    }
    waiting.add(waiter);
    fleet.want(this);
  }

  /// Whether someone still waits; else there is no need to start.
  boolean isWanted() {
    return !waiting.isEmpty();
  }

  /// Starts a worker: the fleet has a place for it.
  void start() {
    state = new ModelState.Starting(0, 0);
    PromptRenderer prompts = fleet.rendererOf(entry);
    renderer = prompts;
    Thread.ofVirtual().name("template-" + id).start(prompts::prepare);
    waiting.forEach(w -> w.progress(0));
    WorkerProcess started =
        WorkerProcess.start(entry, fleet.edges(), new PostingListener(fleet, this));
    worker = started;
    watchdog.set(
        fleet.edges().settings().helloLimit(),
        () -> {
          if (!started.isConnected()) {
            started.kill(
                new JanException(
                    ErrorCode.ENGINE_FAILED,
                    "the engine process did not connect within "
                        + fleet.edges().settings().helloLimit().toSeconds()
                        + " s"));
            return;
          }
          watch(started, started.nReports());
        });
  }

  /// Kills a worker whose loop gives no sign of life. It answers a ping between two steps.
  private void watch(WorkerProcess watched, long nReportsBefore) {
    watched.ping();
    Duration limit = fleet.edges().settings().silenceLimit();
    watchdog.set(
        limit,
        () -> {
          if (watched.nReports() == nReportsBefore) {
            watched.kill(
                new JanException(
                    ErrorCode.ENGINE_CRASHED,
                    "it gave no sign of life for " + limit.toSeconds() + " s and was killed"));
            return;
          }
          watch(watched, watched.nReports());
        });
  }

  @Override
  public void started(WorkerProcess from, long pid) {
    if (from == worker && state instanceof ModelState.Starting s) {
      state = new ModelState.Starting(pid, s.progress());
    }
  }

  @Override
  public void progress(WorkerProcess from, double fraction) {
    if (from == worker && state instanceof ModelState.Starting s) {
      state = new ModelState.Starting(s.pid(), fraction);
      waiting.forEach(w -> w.progress(fraction));
    }
  }

  @Override
  public void loaded(WorkerProcess from, Report.Loaded facts) {
    if (from != worker || !(state instanceof ModelState.Starting s)) {
      return;
    }
    LOG.log(
        System.Logger.Level.INFO,
        "{0} is ready: {1}, context {2}, {3} ms",
        id,
        facts.description(),
        Integer.toString(facts.nCtx()),
        Long.toString(Math.round(facts.loadMillis())));
    ModelState.Ready ready = new ModelState.Ready(s.pid(), 0, facts, fleet.now());
    state = ready;
    List<Waiter> granted = List.copyOf(waiting);
    waiting.clear();
    granted.forEach(w -> grant(w, ready));
    becameIdle();
    fleet.makeRoom();
  }

  private void grant(Waiter waiter, ModelState.Ready ready) {
    lastUsed = fleet.now();
    switch (waiter) {
      case LoadWaiter load -> load.ready();
      case LlamaCppGeneration answer -> lease(answer, ready.facts());
    }
  }

  private void lease(LlamaCppGeneration answer, Report.Loaded facts) {
    WorkerProcess to = worker;
    PromptRenderer with = renderer;
    if (to == null || with == null) {
      throw new IllegalStateException(id + " is ready without a worker");
    }
    leases.add(answer);
    countLeases();
    idle.cancel();
    Dispatch dispatch = new Dispatch(answer, to, with, facts);
    Thread.startVirtualThread(() -> {
      if (!dispatch.run()) {
        fleet.post(() -> released(to, answer, false));
      }
    });
  }

  private void countLeases() {
    switch (state) {
      case ModelState.Ready r ->
          state = new ModelState.Ready(r.pid(), leases.size(), r.facts(), r.since());
      case ModelState.Draining d -> state = new ModelState.Draining(d.pid(), leases.size());
      case ModelState.Absent _, ModelState.Starting _, ModelState.Failed _ -> {}
    }
  }

  @Override
  public void released(WorkerProcess from, WorkerProcess.Answer answer, boolean complete) {
    if (from != worker || !(answer instanceof LlamaCppGeneration g) || !leases.remove(g)) {
      return;
    }
    if (complete) {
      crashes.clear();
    }
    countLeases();
    becameIdle();
  }

  private void becameIdle() {
    if (!leases.isEmpty()) {
      return;
    }
    if (state instanceof ModelState.Draining) {
      stopWorker();
      return;
    }
    lastUsed = fleet.now();
    Duration timeout = fleet.edges().settings().idleTimeout();
    if (timeout.isPositive()) {
      idle.set(timeout, () -> unload(() -> {}));
    }
    fleet.makeRoom();
  }

  /// The answer was closed while it waited.
  void forget(Waiter waiter) {
    waiting.remove(waiter);
  }

  /// Drains and stops.
  ///
  /// @param done called when no worker is left
  void unload(Runnable done) {
    if (worker == null) {
      failWaiting(ErrorCode.ENGINE_UNAVAILABLE, id + " was unloaded before it could start");
      done.run();
      return;
    }
    onAbsent.add(done);
    switch (state) {
      case ModelState.Starting s -> {
        failWaiting(ErrorCode.ENGINE_UNAVAILABLE, id + " was unloaded while it was being loaded");
        state = new ModelState.Draining(s.pid(), 0);
        stopWorker();
      }
      case ModelState.Ready _ -> {
        limitDrain();
        makeRoom();
      }
      case ModelState.Draining _ -> limitDrain();
      case ModelState.Absent _, ModelState.Failed _ -> {}
    }
  }

  /// Takes no more requests, and goes when those that run have their answers.
  void makeRoom() {
    if (state instanceof ModelState.Ready ready) {
      idle.cancel();
      state = new ModelState.Draining(ready.pid(), leases.size());
      becameIdle();
    }
  }

  private void limitDrain() {
    if (drainLimit.isSet()) {
      return;
    }
    Duration limit = fleet.edges().settings().drainLimit();
    drainLimit.set(
        limit,
        () -> {
          failLeases(_ ->
              id + " was unloaded, and this answer took longer than " + limit.toSeconds() + " s");
          stopWorker();
        });
  }

  private void stopWorker() {
    drainLimit.cancel();
    if (worker != null) {
      worker.stop();
    }
  }

  /// Stops now: the engine closes.
  void close(Runnable done) {
    failWaiting(ErrorCode.ENGINE_UNAVAILABLE, "the engine is closing");
    leases.forEach(a -> a.failed(ErrorCode.ENGINE_UNAVAILABLE, "the engine is closing"));
    unload(done);
    stopWorker();
  }

  @Override
  public void ended(WorkerProcess from, WorkerEnd end) {
    if (from != worker) {
      return;
    }
    boolean wasDraining = state instanceof ModelState.Draining;
    idle.cancel();
    drainLimit.cancel();
    watchdog.cancel();
    worker = null;
    if (end.wanted() && wasDraining) {
      state = new ModelState.Absent();
      failLeases(_ -> id + " was unloaded");
    } else {
      broke(end, wasDraining);
    }
    List<Runnable> done = List.copyOf(onAbsent);
    onAbsent.clear();
    done.forEach(Runnable::run);
    if (!waiting.isEmpty()) {
      fleet.want(this);
    }
    fleet.makeRoom();
  }

  private void broke(WorkerEnd end, boolean wasDraining) {
    String doing = state instanceof ModelState.Starting ? "while it loaded the model" : "";
    String reason = end.message(id, doing);
    LOG.log(System.Logger.Level.WARNING, end.detail(id, doing));
    Instant now = fleet.now();
    state = new ModelState.Failed(end.code(), reason, end.loadFailure() ? now : crashes.add(now));
    for (LlamaCppGeneration answer : List.copyOf(leases)) {
      answer.failed(end.code(), end.message(id, answer.doing()));
    }
    leases.clear();
    if (!wasDraining) {
      failWaiting(end.code(), reason);
    }
  }

  private void failLeases(Function<LlamaCppGeneration, String> message) {
    leases.forEach(a -> a.failed(ErrorCode.ENGINE_UNAVAILABLE, message.apply(a)));
    leases.clear();
    countLeases();
  }

  private void failWaiting(ErrorCode code, String message) {
    List<Waiter> failed = List.copyOf(waiting);
    waiting.clear();
    failed.forEach(w -> w.failed(code, message));
  }
}
