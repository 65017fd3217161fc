package jan4j.engine;

import jan4j.core.Engine;
import jan4j.core.ErrorCode;
import jan4j.core.Generation;
import jan4j.core.GenerationRequest;
import jan4j.core.JanException;
import jan4j.core.ModelDirectory;
import jan4j.core.ModelEntry;
import jan4j.core.ModelId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleConsumer;
import java.util.function.Function;

/// Answers with models of this machine, each in a worker process of its own that runs llama.cpp.
/// Loads on first use, unloads after an idle time, and outlives every crash of a worker. No worker
/// outlives [#close()], nor, because the core holds their standard input, the core itself.
///
/// Thread-safe.
public final class LlamaCppEngine implements Engine, ModelHost {
  private final ModelDirectory directory;
  private final Fleet fleet;
  private final int maxWaiting;
  private final AtomicLong nextId = new AtomicLong(1);
  private final AtomicBoolean closed = new AtomicBoolean();

  /// @param nativeFolder gives the folder of the native library for a model, called at each start
  ///   of a worker; may block and may throw a [JanException]
  public LlamaCppEngine(
      ModelDirectory directory,
      WorkerLauncher launcher,
      Function<ModelEntry, Path> nativeFolder,
      LlamaCppSettings settings,
      AlarmClock alarms) {
    this(
        directory,
        new WorkerEdges(launcher, nativeFolder, settings),
        alarms,
        entry -> new TemplateRenderer(entry, alarms.clock()));
  }

  LlamaCppEngine(
      ModelDirectory directory,
      WorkerEdges edges,
      AlarmClock alarms,
      Function<ModelEntry, PromptRenderer> renderers) {
    this.directory = directory;
    fleet = new Fleet(edges, alarms, renderers);
    maxWaiting = edges.settings().maxWaiting();
  }

  @Override
  public Generation start(GenerationRequest request) {
    checkOpen();
    ModelEntry entry = entry(request.model());
    AnswerPlan.ofText(
        request.form(), ""); // what cannot be held is refused before a model is loaded
    AtomicReference<Runnable> forget = new AtomicReference<>(() -> {});
    LlamaCppGeneration answer =
        new LlamaCppGeneration(nextId.getAndIncrement(), request, () -> forget.get().run());
    forget.set(() -> fleet.post(() -> fleet.find(entry.id()).ifPresent(s -> s.forget(answer))));
    fleet.post(() -> admit(answer, entry));
    return answer;
  }

  private void admit(Waiter waiter, ModelEntry entry) {
    if (closed.get()) {
      waiter.failed(ErrorCode.ENGINE_UNAVAILABLE, "the engine is closing");
      return;
    }
    Supervisor supervisor = fleet.of(entry);
    boolean mustWait = !(supervisor.state() instanceof ModelState.Ready);
    if (mustWait && fleet.nWaiting() >= maxWaiting) {
      waiter.failed(
          ErrorCode.BUSY,
          "cannot load "
              + entry.id()
              + " now: "
              + maxWaiting
              + " requests wait for a model already; try again later");
      return;
    }
    supervisor.admit(waiter, entry);
  }

  private void checkOpen() {
    if (closed.get()) {
      throw new JanException(ErrorCode.ENGINE_UNAVAILABLE, "the engine is closed");
    }
  }

  private ModelEntry entry(ModelId id) {
    return directory.find(id).orElseThrow(() -> ModelList.notFound(id, directory.list()));
  }

  @Override
  public List<ModelEntry> models() {
    return directory.list();
  }

  @Override
  public EngineStatus status() {
    AtomicReference<EngineStatus> out = new AtomicReference<>(EngineStatus.EMPTY);
    CountDownLatch done = new CountDownLatch(1);
    fleet.post(() -> {
      List<EngineStatus.ModelStatus> models = new ArrayList<>();
      for (Supervisor s : fleet.all()) {
        models.add(new EngineStatus.ModelStatus(s.id(), s.state(), s.nWaiting(), s.notice()));
      }
      out.set(new EngineStatus(models));
      done.countDown();
    });
    if (!closed.get()) {
      await(done);
    }
    return out.get();
  }

  @Override
  public void load(ModelId id, DoubleConsumer progress) {
    checkOpen();
    ModelEntry entry = entry(id);
    LoadWaiter waiter = new LoadWaiter(progress);
    fleet.post(() -> admit(waiter, entry));
    waiter.await();
  }

  @Override
  public void unload(ModelId id) {
    checkOpen();
    CountDownLatch done = new CountDownLatch(1);
    fleet.post(
        () -> fleet.find(id).ifPresentOrElse(s -> s.unload(done::countDown), done::countDown));
    await(done);
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    AtomicReference<CountDownLatch> gone = new AtomicReference<>(new CountDownLatch(0));
    CountDownLatch asked = new CountDownLatch(1);
    fleet.post(() -> {
      List<Supervisor> all = new ArrayList<>();
      fleet.all().forEach(all::add);
      gone.set(new CountDownLatch(all.size()));
      all.forEach(s -> s.close(gone.get()::countDown));
      asked.countDown();
    });
    await(asked);
    await(gone.get());
    fleet.shutdown();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JanException(ErrorCode.CANCELLED, "waiting for the engine was interrupted", e);
    }
  }
}
