package jan4j.testkit;

import jan4j.core.Engine;
import jan4j.core.ErrorCode;
import jan4j.core.Generation;
import jan4j.core.GenerationEvent;
import jan4j.core.GenerationRequest;
import jan4j.core.JanException;
import jan4j.core.LoadOptions;
import jan4j.core.ModelEntry;
import jan4j.core.ModelId;
import jan4j.core.Sampling;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/// An engine that answers what the test told it to: each request takes the next enqueued [Script].
/// Records requests and cancels. A request without a script, or for a model that the engine does
/// not have, is refused as a real engine would. Thread-safe.
///
/// ```java
/// Gate gate = engine.gate("in the midst");
/// engine.enqueue(new Script().started(3, 0).text("Hel").gate(gate).text("lo")
///     .finished(FinishReason.STOP));
/// ```
public final class FakeEngine implements Engine {
  private final Signal signal = new Signal();
  private final List<ModelEntry> models;
  private final Deque<Script> scripts = new ArrayDeque<>();
  private final List<GenerationRequest> requests = new ArrayList<>();
  private final List<String> cancelled = new ArrayList<>();
  private final List<FakeGeneration> running = new ArrayList<>();
  private Function<GenerationRequest, Script> otherwise =
      request ->
          Script.refused(
              ErrorCode.INTERNAL,
              "FakeEngine has no script for the request " + request.id() + "; enqueue one");
  private boolean closed;

  /// An engine with models of those ids.
  public FakeEngine(String... modelIds) {
    models = List.of(modelIds).stream().map(FakeEngine::model).toList();
  }

  /// An engine with those models.
  public FakeEngine(List<ModelEntry> models) {
    this.models = List.copyOf(models);
  }

  /// An entry as a registry would give it, without a file.
  public static ModelEntry model(String id) {
    return new ModelEntry(
        new ModelId(id),
        id,
        Path.of(""),
        1_000_000,
        Instant.EPOCH,
        "MIT",
        Sampling.DEFAULT,
        LoadOptions.DEFAULT,
        "");
  }

  /// The next request is answered by that script.
  public FakeEngine enqueue(Script script) {
    signal.update(() -> scripts.add(script));
    return this;
  }

  /// The next request is answered by those events.
  public FakeEngine enqueue(GenerationEvent... events) {
    return enqueue(Script.of(events));
  }

  /// Requests that find no enqueued script are answered by that function.
  public FakeEngine otherwise(Function<GenerationRequest, Script> answer) {
    signal.update(() -> otherwise = answer);
    return this;
  }

  /// A gate for scripts of this engine.
  public Gate gate(String name) {
    return new Gate(signal, name);
  }

  /// All requests so far, refused ones included.
  public List<GenerationRequest> requests() {
    return signal.get(() -> List.copyOf(requests));
  }

  /// The only request so far.
  public GenerationRequest onlyRequest() {
    List<GenerationRequest> all = requests();
    if (all.size() != 1) {
      throw new AssertionError("expected one request, there were " + all.size());
    }
    return all.getFirst();
  }

  /// Ids of the requests whose answer was closed before its last event was taken.
  public List<String> cancelled() {
    return signal.get(() -> List.copyOf(cancelled));
  }

  /// How many answers are neither consumed to the end nor closed.
  public int running() {
    return signal.get(running::size);
  }

  /// Waits until so many requests came.
  ///
  /// @throws AssertionError after [Await#LIMIT]
  public void awaitRequests(int count) {
    signal.await(count + " requests", () -> requests.size() >= count);
  }

  /// Waits until so many answers were cancelled.
  ///
  /// @throws AssertionError after [Await#LIMIT]
  public void awaitCancelled(int count) {
    signal.await(count + " cancelled answers", () -> cancelled.size() >= count);
  }

  /// Waits until no answer is running.
  ///
  /// @throws AssertionError after [Await#LIMIT]
  public void awaitIdle() {
    signal.await("no running answers", running::isEmpty);
  }

  @Override
  public Generation start(GenerationRequest request) {
    Script script =
        signal.get(() -> {
          requests.add(request);
          checkUsable(request);
          Script next = scripts.poll();
          return next == null ? otherwise.apply(request) : next;
        });
    script.checkAccepted();
    FakeGeneration generation = new FakeGeneration(this, signal, request.id(), script.steps());
    signal.update(() -> running.add(generation));
    return generation;
  }

  private void checkUsable(GenerationRequest request) {
    if (closed) {
      throw new JanException(ErrorCode.ENGINE_UNAVAILABLE, "the engine is closed");
    }
    if (models.stream().noneMatch(model -> model.id().equals(request.model()))) {
      throw new JanException(
          ErrorCode.MODEL_NOT_FOUND, "there is no model \"" + request.model() + "\"");
    }
  }

  @Override
  public List<ModelEntry> models() {
    return models;
  }

  /// Whether the engine was closed.
  public boolean isClosed() {
    return signal.get(() -> closed);
  }

  @Override
  public void close() {
    List<FakeGeneration> open =
        signal.get(() -> {
          closed = true;
          return List.copyOf(running);
        });
    open.forEach(FakeGeneration::close);
  }

  /// Called under the signal's lock.
  void ended(FakeGeneration generation, String requestId, boolean wasCancelled) {
    if (running.remove(generation) && wasCancelled) {
      cancelled.add(requestId);
    }
  }
}
