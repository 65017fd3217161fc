package jan4j.engine;

import jan4j.core.ModelEntry;
import jan4j.core.ModelId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/// All supervisors, the one thread on which their states change, and the places that workers have.
/// At most `maxModels` workers run; who finds no place gets that of the idle model that was used
/// longest ago. Where none is idle it waits, for `placePatience` at most: then the busy model that
/// was loaded longest ago takes no more requests, ends its answers and makes room, so that constant
/// load on one model never shuts another out. Only [#post(Runnable)] may be called from elsewhere.
final class Fleet {
  private static final System.Logger LOG = System.getLogger(Fleet.class.getName());

  private final WorkerEdges edges;
  private final AlarmClock alarms;
  private final Function<ModelEntry, PromptRenderer> renderers;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("engine-fleet").factory());
  private final Map<ModelId, Supervisor> supervisors =
      new TreeMap<>(Comparator.comparing(ModelId::value));
  private final Deque<Want> wanting = new ArrayDeque<>();
  private final AlarmSlot patience = new AlarmSlot(this);

  /// A model without a place.
  private record Want(Supervisor supervisor, Instant since) {}

  Fleet(WorkerEdges edges, AlarmClock alarms, Function<ModelEntry, PromptRenderer> renderers) {
    this.edges = edges;
    this.alarms = alarms;
    this.renderers = renderers;
  }

  /// Runs `action` on the fleet's thread, after all that was posted before.
  void post(Runnable action) {
    try {
      thread.execute(() -> {
        try {
          action.run();
        } catch (RuntimeException e) {
          LOG.log(System.Logger.Level.ERROR, "a step of the supervisor failed", e);
        }
      });
    } catch (RejectedExecutionException e) {
      LOG.log(System.Logger.Level.DEBUG, "the engine is closed", e);
    }
  }

  /// No step runs after those that were posted.
  void shutdown() {
    thread.shutdown();
  }

  WorkerEdges edges() {
    return edges;
  }

  AlarmClock alarms() {
    return alarms;
  }

  Instant now() {
    return alarms.clock().instant();
  }

  PromptRenderer rendererOf(ModelEntry entry) {
    return renderers.apply(entry);
  }

  Supervisor of(ModelEntry entry) {
    return supervisors.computeIfAbsent(entry.id(), _ -> new Supervisor(entry, this));
  }

  Optional<Supervisor> find(ModelId id) {
    return Optional.ofNullable(supervisors.get(id));
  }

  Iterable<Supervisor> all() {
    return supervisors.values();
  }

  /// Waiting requests of all models.
  int nWaiting() {
    return supervisors.values().stream().mapToInt(Supervisor::nWaiting).sum();
  }

  /// That model needs a place.
  void want(Supervisor supervisor) {
    if (wanting.stream().noneMatch(w -> w.supervisor() == supervisor)) {
      wanting.add(new Want(supervisor, now()));
    }
    makeRoom();
  }

  /// Gives free places to those who wait, and frees places for the rest.
  void makeRoom() {
    wanting.removeIf(w -> !w.supervisor().isWanted());
    while (!wanting.isEmpty() && nWorkers() < edges.settings().maxModels()) {
      wanting.remove().supervisor().start();
    }
    patience.cancel();
    // Those who go already make room for the first of those who wait.
    for (Want want : wanting.stream().skip(nLeaving()).toList()) {
      Optional<Supervisor> idle =
          supervisors.values().stream()
              .filter(Supervisor::isIdle)
              .min(Comparator.comparing(Supervisor::lastUsed));
      if (idle.isPresent()) {
        leave(idle.get());
        continue;
      }
      Duration left = Duration.between(now(), want.since().plus(edges.settings().placePatience()));
      if (left.isPositive()) {
        patience.set(left, this::makeRoom);
        return;
      }
      supervisors.values().stream()
          .filter(s -> s.state() instanceof ModelState.Ready)
          .min(Comparator.comparing(Supervisor::readySince))
          .ifPresent(Fleet::leave);
    }
  }

  private static void leave(Supervisor victim) {
    LOG.log(System.Logger.Level.INFO, "{0} makes room for another model", victim.id());
    victim.makeRoom();
  }

  private int nWorkers() {
    return (int) supervisors.values().stream().filter(Supervisor::hasWorker).count();
  }

  private long nLeaving() {
    return supervisors.values().stream()
        .filter(s -> s.state() instanceof ModelState.Draining)
        .count();
  }
}
