package jan4j.app;

import jan4j.core.ModelEntry;
import java.util.List;
import java.util.stream.Collectors;

/// Says that a model is not here, and which are.
final class ModelNames {
  private static final int MOST = 20;

  private ModelNames() {}

  static String none(String id, List<ModelEntry> models) {
    String here =
        models.stream().limit(MOST).map(m -> m.id().value()).collect(Collectors.joining(", "));
    String rest = models.size() > MOST ? " and " + (models.size() - MOST) + " more" : "";
    return "there is no model \""
        + id
        + "\"; "
        + (models.isEmpty() ? "there is none on this machine" : "there are: " + here + rest)
        + ". jan4j models pull lists what can be brought; -m also takes the path of a GGUF file";
  }
}
