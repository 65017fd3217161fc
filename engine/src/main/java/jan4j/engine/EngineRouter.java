package jan4j.engine;

import jan4j.core.Engine;
import jan4j.core.Generation;
import jan4j.core.GenerationRequest;
import jan4j.core.ModelEntry;
import jan4j.core.ModelId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/// Sends each request to the first of its engines that has the model. Thread-safe. Owns the
/// engines: closing it closes them.
public final class EngineRouter implements Engine, ModelHost {
  private final List<Engine> engines;

  /// @param engines in order: where two have a model of one id, the first is asked
  public EngineRouter(List<? extends Engine> engines) {
    this.engines = List.copyOf(engines);
  }

  @Override
  public Generation start(GenerationRequest request) {
    return engineOf(request.model()).start(request);
  }

  private Engine engineOf(ModelId id) {
    return engines.stream()
        .filter(e -> e.models().stream().anyMatch(m -> m.id().equals(id)))
        .findFirst()
        .orElseThrow(() -> ModelList.notFound(id, models()));
  }

  private Optional<ModelHost> hostOf(ModelId id) {
    return engineOf(id) instanceof ModelHost host ? Optional.of(host) : Optional.empty();
  }

  @Override
  public List<ModelEntry> models() {
    Map<ModelId, ModelEntry> all = new LinkedHashMap<>();
    for (Engine engine : engines) {
      engine.models().forEach(m -> all.putIfAbsent(m.id(), m));
    }
    return List.copyOf(all.values());
  }

  @Override
  public EngineStatus status() {
    List<EngineStatus.ModelStatus> all = new ArrayList<>();
    for (Engine engine : engines) {
      if (engine instanceof ModelHost host) {
        all.addAll(host.status().models());
      }
    }
    return new EngineStatus(all);
  }

  @Override
  public void load(ModelId id, DoubleConsumer progress) {
    hostOf(id).ifPresent(h -> h.load(id, progress));
  }

  @Override
  public void unload(ModelId id) {
    hostOf(id).ifPresent(h -> h.unload(id));
  }

  @Override
  public void close() {
    engines.forEach(Engine::close);
  }
}
