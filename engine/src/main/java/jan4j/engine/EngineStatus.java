package jan4j.engine;

import jan4j.core.ModelId;
import java.util.List;
import java.util.Optional;

/// What an engine is doing, at one moment.
///
/// @param models those that were used since the engine started, by id
public record EngineStatus(List<ModelStatus> models) {
  /// Nothing was used.
  public static final EngineStatus EMPTY = new EngineStatus(List.of());

  public EngineStatus {
    models = List.copyOf(models);
  }

  /// The state of that model; [ModelState.Absent] where it was never used.
  public ModelState state(ModelId id) {
    return find(id).map(ModelStatus::state).orElseGet(ModelState.Absent::new);
  }

  /// What is known of that model, where it was used.
  public Optional<ModelStatus> find(ModelId id) {
    return models.stream().filter(m -> m.id().equals(id)).findFirst();
  }

  /// One model.
  ///
  /// @param waiting requests that wait for it to load or for a place
  /// @param notice one line that a user should read (e.g. that it has no chat template), or the
  ///   empty string
  public record ModelStatus(ModelId id, ModelState state, int waiting, String notice) {}
}
