package jan4j.core;

import java.util.List;
import java.util.Optional;

/// The models on this machine, as engines see them. Thread-safe; reads the disk when asked.
public interface ModelDirectory {
  /// All usable models, by id.
  List<ModelEntry> list();

  /// The model of that id.
  Optional<ModelEntry> find(ModelId id);
}
