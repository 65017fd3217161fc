package jan4j.wire.openai;

import jan4j.core.ModelEntry;
import java.util.List;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// The answer of `GET /v1/models`.
public record ModelList(String object, List<Model> data) {
  /// One model; `created` is when it came to this machine, in seconds since the epoch.
  @JsonNaming(SnakeCaseStrategy.class)
  public record Model(String id, String object, long created, String ownedBy) {
    /// The answer of `GET /v1/models/{id}`.
    public static Model of(ModelEntry entry) {
      return new Model(entry.id().value(), "model", entry.added().getEpochSecond(), "jan4j");
    }
  }

  /// The list of these models.
  public static ModelList of(List<ModelEntry> entries) {
    return new ModelList("list", entries.stream().map(Model::of).toList());
  }
}
