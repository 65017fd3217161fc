package jan4j.core;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;

/// A model that can be used: what the registry knows of it without loading it.
///
/// @param file the GGUF file, or an empty path for a model that is not on this machine
/// @param added when it came here
/// @param sampling the values that its maker recommends, else [Sampling#DEFAULT]
/// @param load how to load it
/// @param notice one line that a user should read (e.g. that the model is tiny), or the empty
///   string
public record ModelEntry(
    ModelId id,
    String name,
    Path file,
    long sizeBytes,
    Instant added,
    String license,
    Sampling sampling,
    LoadOptions load,
    String notice) {
  public ModelEntry {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(added, "added");
    Objects.requireNonNull(license, "license");
    Objects.requireNonNull(sampling, "sampling");
    Objects.requireNonNull(load, "load");
    Objects.requireNonNull(notice, "notice");
  }
}
