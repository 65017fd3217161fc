package jan4j.engine;

import jan4j.core.AnswerForm;
import jan4j.core.Generation;
import jan4j.core.GenerationEvent;
import jan4j.core.GenerationRequest;
import jan4j.core.ModelDirectory;
import jan4j.core.ModelEntry;
import jan4j.core.ModelId;
import jan4j.core.Prompt;
import jan4j.core.Sampling;
import jan4j.model.dialect.Dialects;
import jan4j.testkit.Await;
import jan4j.testkit.FakeEngine;
import jan4j.wire.worker.Command;
import jan4j.wire.worker.Report;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// An engine over fake workers and a clock that stands still.
final class EngineFixture implements AutoCloseable {
  static final LlamaCppSettings SETTINGS =
      LlamaCppSettings.of(2).with(s -> s.stopGrace = Duration.ofMillis(200));

  final ManualAlarmClock clock = new ManualAlarmClock();
  final List<FakeWorker> all = new ArrayList<>();
  final LlamaCppEngine engine;
  private final BlockingQueue<FakeWorker> launched = new LinkedBlockingQueue<>();

  EngineFixture(String... models) {
    this(SETTINGS, models);
  }

  EngineFixture(LlamaCppSettings settings, String... models) {
    List<ModelEntry> entries = List.of(models).stream().map(FakeEngine::model).toList();
    ModelDirectory directory =
        new ModelDirectory() {
          @Override
          public List<ModelEntry> list() {
            return entries;
          }

          @Override
          public Optional<ModelEntry> find(ModelId id) {
            return entries.stream().filter(m -> m.id().equals(id)).findFirst();
          }
        };
    WorkerLauncher launcher =
        order -> {
          FakeWorker worker = new FakeWorker(order);
          synchronized (all) {
            all.add(worker);
          }
          launched.add(worker);
          return worker;
        };
    engine =
        new LlamaCppEngine(
            directory,
            new WorkerEdges(launcher, _ -> Path.of("native"), settings),
            clock,
            _ -> new EchoRenderer());
  }

  /// The next worker that the engine started.
  FakeWorker worker() {
    try {
      FakeWorker worker = launched.poll(Await.LIMIT.toSeconds(), TimeUnit.SECONDS);
      if (worker == null) {
        throw new AssertionError("no worker was started");
      }
      return worker;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  boolean startedMore() {
    engine.status();
    return !launched.isEmpty();
  }

  /// Asks that model.
  Generation ask(String model) {
    return engine.start(request(model));
  }

  static GenerationRequest request(String model) {
    return new GenerationRequest(
        "r",
        new ModelId(model),
        new Prompt.Text("hi"),
        Sampling.DEFAULT,
        8,
        List.of(),
        -1,
        true,
        false,
        AnswerForm.FREE);
  }

  ModelState state(String model) {
    return engine.status().state(new ModelId(model));
  }

  void awaitState(String model, Class<? extends ModelState> type) {
    Await.until(model + " is " + type.getSimpleName(), () -> type.isInstance(state(model)));
  }

  /// Waits until the model is ready and no request is running.
  void awaitIdle(String model) {
    Await.until(
        model + " is idle", () -> state(model) instanceof ModelState.Ready r && r.leases() == 0);
  }

  /// The model answers once, by a worker that is started for it.
  FakeWorker use(String model) {
    Generation g = ask(model);
    FakeWorker worker = worker().load().answer("x");
    drain(g);
    awaitIdle(model);
    return worker;
  }

  /// All events to the end.
  static List<GenerationEvent> drain(Generation g) {
    List<GenerationEvent> events = new ArrayList<>();
    while (g.hasNext()) {
      events.add(g.next());
    }
    return events;
  }

  /// The failure that ends the answer.
  static GenerationEvent.Failed failure(Generation g) {
    return (GenerationEvent.Failed) drain(g).getLast();
  }

  static boolean completes(Generation g) {
    return drain(g).getLast() instanceof GenerationEvent.Finished;
  }

  @Override
  public void close() {
    engine.close();
    synchronized (all) {
      for (FakeWorker worker : all) {
        if (worker.isAlive()) {
          throw new AssertionError("worker " + worker.pid() + " outlived its engine");
        }
      }
    }
  }

  private static final class EchoRenderer implements PromptRenderer {
    @Override
    public Rendered render(Prompt.Chat chat, Report.Loaded facts) {
      return new Rendered(
          List.of(
              new Command.Segment(facts.bosToken(), true),
              new Command.Segment(chat.messages().getLast().text(), false)),
          List.of("STOP"),
          "");
    }

    @Override
    public ModelDialect dialect() {
      return new ModelDialect(
          Dialects.named("hermes").orElseThrow(), List.of("<tool_call>", "</tool_call>"), true);
    }

    @Override
    public String notice() {
      return "echo";
    }
  }
}
