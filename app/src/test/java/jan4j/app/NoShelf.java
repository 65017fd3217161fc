package jan4j.app;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.core.ModelEntry;
import java.util.List;

/// A shelf with nothing on it.
class NoShelf implements ModelShelf {
  @Override
  public List<ModelEntry> list() {
    return List.of();
  }

  @Override
  public List<String> available() {
    return List.of();
  }

  @Override
  public ModelEntry find(String id) {
    throw new JanException(ErrorCode.MODEL_NOT_FOUND, "there is no " + id);
  }

  @Override
  public ModelEntry pull(String id, boolean offline, ProgressPrinter progress) {
    return find(id);
  }

  @Override
  public void remove(ModelEntry model) {}

  @Override
  public String libraries(String accelerator, boolean offline, ProgressPrinter progress) {
    return accelerator;
  }

  @Override
  public String starter() {
    return "";
  }
}
