package jan4j.hub;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.core.LoadOptions;
import jan4j.core.ModelDirectory;
import jan4j.core.ModelEntry;
import jan4j.core.ModelId;
import jan4j.core.Sampling;
import jan4j.model.gguf.Gguf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// The models on this machine: those described under `llamacpp/models`, and files that a person
/// named for this run. Reads the disk when asked, so that a folder that was copied in or deleted
/// shows at once. Thread-safe.
public final class ModelRegistry implements ModelDirectory {
  private static final String DESCRIPTION = "model.yml";
  private static final int MAX_DEPTH = 6;

  private final DataFolder folder;
  private final Map<ModelId, ModelEntry> named = new ConcurrentHashMap<>();

  public ModelRegistry(DataFolder folder) {
    this.folder = folder;
  }

  @Override
  public List<ModelEntry> list() {
    List<ModelEntry> out = new ArrayList<>(named.values());
    for (Path description : descriptions()) {
      try {
        entry(description).filter(e -> !named.containsKey(e.id())).ifPresent(out::add);
      } catch (JanException e) {
        System.getLogger(ModelRegistry.class.getName())
            .log(System.Logger.Level.WARNING, e.getMessage());
      }
    }
    out.sort(Comparator.comparing(e -> e.id().value()));
    return out;
  }

  /// What is wrong on the disk: descriptions that cannot be read and models whose file is missing,
  /// a sentence each.
  public List<String> problems() {
    List<String> out = new ArrayList<>();
    for (Path description : descriptions()) {
      try {
        if (entry(description).isEmpty()) {
          out.add(description + " names a model file that is not there, or has no usable id");
        }
      } catch (JanException e) {
        out.add(e.getMessage());
      }
    }
    return out;
  }

  @Override
  public Optional<ModelEntry> find(ModelId id) {
    ModelEntry own = named.get(id);
    if (own != null) {
      return Optional.of(own);
    }
    Path description = modelFolder(id).resolve(DESCRIPTION);
    if (!Files.isRegularFile(description) || !isInPlace(id)) {
      return Optional.empty();
    }
    return entry(description);
  }

  /// Whether the model's folder is what its id says, and no link on the way leads elsewhere.
  private boolean isInPlace(ModelId id) {
    try {
      Path models = folder.models().toRealPath();
      return modelFolder(id).toRealPath().equals(models.resolve(relative(id)));
    } catch (IOException e) {
      return false; // it went away
    }
  }

  private static String relative(ModelId id) {
    return id.value().replace('/', java.io.File.separatorChar);
  }

  private Path modelFolder(ModelId id) {
    return folder.models().resolve(relative(id));
  }

  private List<Path> descriptions() {
    if (!Files.isDirectory(folder.models())) {
      return List.of();
    }
    Path models = folder.models();
    try (Stream<Path> files = Files.walk(models.toRealPath(), MAX_DEPTH)) {
      Path real = models.toRealPath();
      return files
          .filter(f -> f.endsWith(DESCRIPTION) && !isBelowModel(real, f))
          .map(f -> models.resolve(real.relativize(f)))
          .sorted()
          .toList();
    } catch (IOException | java.io.UncheckedIOException e) {
      throw new JanException(
          ErrorCode.INTERNAL, "cannot list the models in " + folder.models() + ": " + e, e);
    }
  }

  /// Whether a folder above the description's is a model already; Jan looks no further either.
  private static boolean isBelowModel(Path models, Path description) {
    Path own = description.getParent();
    Path above = own == null ? null : own.getParent();
    while (above != null && above.startsWith(models)) {
      if (Files.exists(above.resolve(DESCRIPTION))) {
        return true;
      }
      above = above.getParent();
    }
    return false;
  }

  private Optional<ModelEntry> entry(Path description) {
    String id =
        folder
            .models()
            .relativize(description.getParent())
            .toString()
            .replace(java.io.File.separatorChar, '/');
    if (!ModelId.isValid(id)) {
      return Optional.empty();
    }
    ModelEntry entry = ModelFile.read(folder, new ModelId(id), description);
    return Files.isRegularFile(entry.file()) ? Optional.of(entry) : Optional.empty();
  }

  /// Puts a complete, verified file of a catalogue's model into its place. The model's folder
  /// appears with its description last, so that a crash leaves no half model.
  ///
  /// @param file is moved away
  ModelEntry add(CatalogueEntry entry, Path file) throws IOException {
    Path target = DataFolder.make(modelFolder(entry.id()));
    Path model = target.resolve("model.gguf");
    AtomicFile.move(file, model);
    String relative = folder.root().relativize(model).toString().replace('\\', '/');
    AtomicFile.write(target.resolve(DESCRIPTION), ModelFile.write(entry, relative));
    return find(entry.id())
        .orElseThrow(() -> new IOException("the new model " + entry.id() + " cannot be read back"));
  }

  /// Names a GGUF file anywhere on the disk for this run; it is used where it lies.
  ///
  /// @throws JanException [ErrorCode#MODEL_FILE_INVALID] where it is no usable GGUF
  public ModelEntry use(Path file) {
    Path path = file.toAbsolutePath().normalize();
    if (!Files.isRegularFile(path)) {
      throw new JanException(
          ErrorCode.MODEL_NOT_FOUND,
          "there is no model file " + path + "; give the path of a GGUF file");
    }
    Gguf header = Gguf.read(path);
    String stem = path.getFileName().toString().replaceFirst("(?i)\\.gguf$", "");
    String id = stem.replaceAll("[^\\p{L}\\p{N}._@+-]", "-").replaceFirst("^[.-]+", "");
    if (id.length() > ModelId.MAX_LENGTH || !ModelId.isValid(id)) {
      id = "local-model";
    }
    try {
      ModelEntry entry =
          new ModelEntry(
              new ModelId(id),
              header.string("general.name").orElse(stem),
              path,
              Files.size(path),
              Files.getLastModifiedTime(path).toInstant(),
              header.string("general.license").orElse(""),
              Sampling.DEFAULT,
              LoadOptions.DEFAULT,
              "");
      named.put(entry.id(), entry);
      return entry;
    } catch (IOException e) {
      throw new JanException(
          ErrorCode.MODEL_FILE_INVALID, "cannot read the model file " + path + ": " + e, e);
    }
  }

  /// Deletes a model's folder below the models folder. A model file that lies elsewhere stays, and
  /// so does whatever a link points to.
  ///
  /// @throws JanException [ErrorCode#MODEL_NOT_FOUND] where there is no such model
  public void remove(ModelId id) {
    Path target = modelFolder(id);
    if (!Files.exists(target.resolve(DESCRIPTION), LinkOption.NOFOLLOW_LINKS)) {
      throw new JanException(
          ErrorCode.MODEL_NOT_FOUND,
          "there is no model "
              + id
              + " in "
              + folder.models()
              + (named.containsKey(id) ? "; its file was only named for this run" : ""));
    }
    if (!isInPlace(id)) {
      throw new JanException(
          ErrorCode.MODEL_NOT_FOUND,
          target + " is a link to another place; nothing was deleted. Delete the link by hand.");
    }
    try {
      // The description goes first: from then on the model is not listed.
      Files.delete(target.resolve(DESCRIPTION));
      Trees.delete(target);
      Path parent = target.getParent();
      while (parent != null && !parent.equals(folder.models()) && isEmpty(parent)) {
        Files.delete(parent);
        parent = parent.getParent();
      }
    } catch (IOException e) {
      throw new JanException(
          ErrorCode.INTERNAL, "deleting the model " + id + " in " + target + " failed: " + e, e);
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }
}
