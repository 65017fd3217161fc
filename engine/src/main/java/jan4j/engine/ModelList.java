package jan4j.engine;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.core.ModelEntry;
import jan4j.core.ModelId;
import java.util.List;
import java.util.stream.Collectors;

/// Says which models there are, where a request names another.
final class ModelList {
  private static final int MAX_TOLD = 10;

  private ModelList() {}

  static JanException notFound(ModelId id, List<ModelEntry> there) {
    String models =
        there.stream().limit(MAX_TOLD).map(m -> m.id().value()).collect(Collectors.joining(", "));
    String more = there.size() > MAX_TOLD ? " and " + (there.size() - MAX_TOLD) + " more" : "";
    return new JanException(
        ErrorCode.MODEL_NOT_FOUND,
        "there is no model \""
            + id
            + "\"; "
            + (there.isEmpty()
                ? "there are no models here yet: pull one first"
                : "there are: " + models + more));
  }
}
