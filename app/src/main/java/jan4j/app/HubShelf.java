package jan4j.app;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.core.ModelDirectory;
import jan4j.core.ModelEntry;
import jan4j.core.ModelId;
import jan4j.egress.Egress;
import jan4j.egress.EgressPolicy;
import jan4j.egress.Ledger;
import jan4j.hub.Catalogue;
import jan4j.hub.CatalogueEntry;
import jan4j.hub.DataFolder;
import jan4j.hub.Hardware;
import jan4j.hub.ModelInstaller;
import jan4j.hub.ModelRegistry;
import jan4j.hub.NativeLibraries;
import jan4j.hub.NativeLibrary;
import jan4j.hub.NativeTable;
import jan4j.hub.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// The shelf of this machine: registry, catalogue and native libraries of the data folder.
/// Thread-safe.
final class HubShelf implements ModelShelf {
  private final DataFolder folder;
  private final Supplier<Hardware> hardware;
  private final Clock clock;
  private final ModelRegistry registry;

  HubShelf(DataFolder folder, Supplier<Hardware> hardware, Clock clock) {
    this.folder = folder;
    this.hardware = hardware;
    this.clock = clock;
    this.registry = new ModelRegistry(folder);
  }

  /// The door out, closed where the command or the settings say offline.
  Egress egress(boolean offline) {
    boolean closed = offline || Settings.read(folder).offline();
    EgressPolicy policy = closed ? EgressPolicy.closed() : EgressPolicy.online();
    return new Egress(policy, new Ledger(folder.ledger()), clock);
  }

  /// The native libraries' installer.
  NativeLibraries libraries(boolean offline) {
    return new NativeLibraries(folder, NativeTable.shipped(), egress(offline), hardware.get());
  }

  ModelRegistry registry() {
    return registry;
  }

  @Override
  public List<ModelEntry> list() {
    return registry.list();
  }

  @Override
  public List<String> available() {
    List<String> lines = new ArrayList<>();
    for (CatalogueEntry entry : Catalogue.shipped().entries()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%s  %.1f MB  %s  %s",
              entry.id(),
              entry.sizeBytes() / 1e6,
              entry.license(),
              entry.notice()));
    }
    return lines;
  }

  @Override
  public ModelEntry find(String id) {
    Optional<ModelEntry> found =
        ModelId.isValid(id) ? registry.find(new ModelId(id)) : Optional.empty();
    return found.orElseThrow(
        () -> new JanException(ErrorCode.MODEL_NOT_FOUND, ModelNames.none(id, list())));
  }

  @Override
  public ModelEntry pull(String id, boolean offline, ProgressPrinter progress) {
    Optional<ModelEntry> here =
        ModelId.isValid(id) ? registry.find(new ModelId(id)) : Optional.empty();
    if (here.isPresent()) {
      return here.get();
    }
    CatalogueEntry entry = Catalogue.shipped().find(id);
    return new ModelInstaller(folder, registry, egress(offline)).install(entry, progress::update);
  }

  @Override
  public void remove(ModelEntry model) {
    registry.remove(model.id());
  }

  @Override
  public String libraries(String accelerator, boolean offline, ProgressPrinter progress) {
    NativeLibrary library = libraries(offline).ensure(accelerator, progress::update);
    return library.packageName() + " " + library.version();
  }

  @Override
  public Path nativeFolder(boolean offline, ProgressPrinter progress) {
    NativeLibraries libraries = libraries(offline);
    return libraries.present().orElseGet(() -> libraries.ensure("auto", progress::update)).folder();
  }

  @Override
  public ModelEntry file(Path gguf) {
    return registry.use(gguf);
  }

  @Override
  public ModelDirectory directory() {
    return registry;
  }

  @Override
  public String starter() {
    return Catalogue.shipped().starter().id().value();
  }
}
