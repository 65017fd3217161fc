package jan4j.app;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.core.LoadOptions;
import jan4j.core.ModelDirectory;
import jan4j.core.ModelEntry;
import jan4j.core.ModelId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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
  public Path nativeFolder(List<String> devices, boolean offline, ProgressPrinter progress) {
    return Path.of("");
  }

  @Override
  public LoadOptions settled(LoadOptions options) {
    return options;
  }

  @Override
  public ModelEntry file(Path gguf) {
    return find(gguf.toString());
  }

  @Override
  public ModelDirectory directory() {
    return new ModelDirectory() {
      @Override
      public List<ModelEntry> list() {
        return NoShelf.this.list();
      }

      @Override
      public Optional<ModelEntry> find(ModelId id) {
        return list().stream().filter(m -> m.id().equals(id)).findFirst();
      }
    };
  }

  @Override
  public String starter() {
    return "";
  }
}
