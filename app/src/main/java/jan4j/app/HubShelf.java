package jan4j.app;

import jan4j.core.JanException;
import jan4j.core.LoadOptions;
import jan4j.core.ModelDirectory;
import jan4j.core.ModelEntry;
import jan4j.core.ModelId;
import jan4j.egress.Egress;
import jan4j.egress.EgressPolicy;
import jan4j.egress.Ledger;
import jan4j.hub.Catalogue;
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
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The data folder's models and libraries, brought through egress. Thread-safe.
final class HubShelf implements ModelShelf {
  private final DataFolder folder;
  private final ModelRegistry registry;
  private final Supplier<Hardware> hardware;
  private final Preparation caches;
  private final Clock clock;
  private final Supplier<Catalogue> catalogue = Lazily.once(Catalogue::shipped);

  /// What is made once libraries are here; see [AotCaches#ensure].
  interface Preparation {
    void ensure(Path nativeFolder, Optional<Path> model, ProgressPrinter progress);
  }

  /// @param hardware asked once, when it is first needed
  HubShelf(DataFolder folder, Supplier<Hardware> hardware, Preparation caches, Clock clock) {
    this.folder = folder;
    this.hardware = hardware;
    this.caches = caches;
    this.clock = clock;
    registry = new ModelRegistry(folder);
  }

  /// The door out, shut where the command or the settings say so.
  Egress egress(boolean offline) {
    boolean shut = offline || Settings.read(folder).offline();
    return new Egress(
        shut ? EgressPolicy.closed() : EgressPolicy.online(), new Ledger(folder.ledger()), clock);
  }

  private NativeLibraries nativeLibraries(boolean offline) {
    return new NativeLibraries(folder, NativeTable.shipped(), egress(offline), hardware.get());
  }

  /// The libraries that would be used, where they are here.
  Optional<NativeLibrary> presentLibraries() {
    Settings settings = Settings.read(folder);
    return nativeLibraries(true).present(settings.acceleratorFor(settings.devices()));
  }

  /// What is wrong with the models on the disk.
  List<String> modelProblems() {
    return registry.problems();
  }

  @Override
  public List<ModelEntry> list() {
    return registry.list();
  }

  @Override
  public List<String> available() {
    return catalogue.get().entries().stream().map(e -> e.id() + "  " + e.name()).toList();
  }

  @Override
  public ModelEntry find(String id) {
    return (ModelId.isValid(id) ? registry.find(new ModelId(id)) : Optional.<ModelEntry>empty())
        .orElseThrow(() -> {
          String here =
              registry.list().stream().map(e -> e.id().value()).collect(Collectors.joining(", "));
          return new JanException(
              jan4j.core.ErrorCode.MODEL_NOT_FOUND,
              "there is no model \""
                  + id
                  + "\" on this machine; there "
                  + (here.isEmpty() ? "is none yet" : "are: " + here)
                  + ". Give one of these, the path of a .gguf file, or bring one: jan4j models pull "
                  + starter());
        });
  }

  @Override
  public ModelEntry pull(String id, boolean offline, ProgressPrinter progress) {
    return new ModelInstaller(folder, registry, egress(offline))
        .install(catalogue.get().find(id), progress::update);
  }

  @Override
  public void remove(ModelEntry model) {
    registry.remove(model.id());
  }

  @Override
  public String libraries(String accelerator, boolean offline, ProgressPrinter progress) {
    NativeLibrary library = nativeLibraries(offline).ensure(accelerator, progress::update);
    caches.ensure(library.folder(), starterFile(), progress);
    return library.packageName() + " " + library.version();
  }

  @Override
  public Path nativeFolder(List<String> devices, boolean offline, ProgressPrinter progress) {
    Settings settings = Settings.read(folder);
    String accelerator = settings.acceleratorFor(devices.isEmpty() ? settings.devices() : devices);
    NativeLibrary library = nativeLibraries(offline).ensure(accelerator, progress::update);
    caches.ensure(library.folder(), starterFile(), progress);
    return library.folder();
  }

  @Override
  public LoadOptions settled(LoadOptions options) {
    return options.devices().isEmpty()
        ? options.withDevices(Settings.read(folder).devices())
        : options;
  }

  private Optional<Path> starterFile() {
    return registry.find(catalogue.get().starter().id()).map(ModelEntry::file);
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
    return catalogue.get().starter().id().value();
  }
}
