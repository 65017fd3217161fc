package jan4j.app;

import jan4j.core.LoadOptions;
import jan4j.core.ModelDirectory;
import jan4j.core.ModelEntry;
import jan4j.core.ModelId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/// The registry's models with the load options of the command line, and files that are in no
/// registry. Thread-safe.
final class OverlayDirectory implements ModelDirectory {
  private final ModelDirectory base;
  private final UnaryOperator<LoadOptions> load;
  private final Map<ModelId, ModelEntry> files = new ConcurrentHashMap<>();

  OverlayDirectory(ModelDirectory base, UnaryOperator<LoadOptions> load) {
    this.base = base;
    this.load = load;
  }

  /// Adds a file's entry and returns it with the load options.
  ModelEntry add(ModelEntry file) {
    files.put(file.id(), file);
    return withLoad(file);
  }

  @Override
  public List<ModelEntry> list() {
    List<ModelEntry> all = new ArrayList<>(base.list().stream().map(this::withLoad).toList());
    files.values().forEach(file -> all.add(withLoad(file)));
    return all;
  }

  @Override
  public Optional<ModelEntry> find(ModelId id) {
    ModelEntry file = files.get(id);
    return (file == null ? base.find(id) : Optional.of(file)).map(this::withLoad);
  }

  private ModelEntry withLoad(ModelEntry e) {
    return new ModelEntry(
        e.id(),
        e.name(),
        e.file(),
        e.sizeBytes(),
        e.added(),
        e.license(),
        e.sampling(),
        load.apply(e.load()),
        e.notice());
  }
}
