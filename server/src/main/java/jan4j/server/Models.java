package jan4j.server;

import jan4j.core.Engine;
import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.core.ModelEntry;
import jan4j.wire.openai.ModelChoice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds an engine's models by the names that clients give. Thread-safe.
record Models(Engine engine) implements ModelChoice {
  @Override
  public ModelEntry choose(@Nullable String name) {
    List<ModelEntry> all = engine.models();
    if (name == null || name.isEmpty()) {
      if (all.size() == 1) {
        return all.getFirst();
      }
      throw JanException.invalid(
          "model", "the request names no model; GET /v1/models lists those that can be used");
    }
    for (ModelEntry entry : all) {
      if (entry.id().value().equals(name)) {
        return entry;
      }
    }
    throw new JanException(
        ErrorCode.MODEL_NOT_FOUND,
        "there is no model \"" + shown(name) + "\"; GET /v1/models lists those that can be used");
  }

  private static String shown(String name) {
    String visible = name.replaceAll("[^\\p{L}\\p{N}\\p{P}\\p{S} ]", "?");
    return visible.length() > 80 ? visible.substring(0, 80) + "..." : visible;
  }
}
