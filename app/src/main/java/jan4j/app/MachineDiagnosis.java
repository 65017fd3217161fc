package jan4j.app;

import jan4j.core.JanException;
import jan4j.core.ModelEntry;
import jan4j.hub.DataFolder;
import jan4j.hub.Hardware;
import jan4j.hub.NativeLibrary;
import jan4j.hub.NativeTable;
import jan4j.hub.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Looks at hardware, libraries, models and the data folder.
final class MachineDiagnosis implements Diagnosis.Source {
  private static final String SLOW =
      ": never chosen by itself, because it is the CPU by a detour and many times slower";
  private static final long LITTLE_MEMORY = 4L << 30;
  private static final long LITTLE_DISK = 1L << 30;
  private static final Path VULKAN_DRIVERS = Path.of("/usr/share/vulkan/icd.d");

  private final DataFolder folder;
  private final HubShelf shelf;
  private final Supplier<Hardware> hardware;
  private final Path coreFolder;
  private final DeviceList devices;

  MachineDiagnosis(
      DataFolder folder,
      HubShelf shelf,
      Supplier<Hardware> hardware,
      Path coreFolder,
      DeviceList devices) {
    this.devices = devices;
    this.folder = folder;
    this.shelf = shelf;
    this.hardware = hardware;
    this.coreFolder = coreFolder;
  }

  @Override
  public Diagnosis look() {
    Map<String, List<String>> facts = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    facts.put("Machine", machine(problems));
    facts.put("Data folder", data(problems));
    facts.put("Libraries", libraries(problems));
    facts.put("Devices", devices(problems));
    facts.put("Models", models(problems));
    facts.put("Core", List.of(core()));
    return new Diagnosis(facts, problems);
  }

  private List<String> machine(List<String> problems) {
    Hardware h = hardware.get();
    List<String> out = new ArrayList<>();
    out.add(h.os() + ", " + h.platform() + ", Java " + Runtime.version());
    out.add(h.cpu());
    out.add(h.physicalCores() + " cores for models, " + h.logicalCores() + " threads in all");
    out.add(gigabytes(h.totalBytes()) + " of memory, " + gigabytes(h.availableBytes()) + " free");
    out.add(h.gpus().isEmpty() ? "no graphics device found" : String.join(", ", h.gpus()));
    if (!h.nvidiaDriver().isEmpty()) {
      out.add("NVIDIA driver " + h.nvidiaDriver());
    }
    if (h.totalBytes() > 0 && h.totalBytes() < LITTLE_MEMORY) {
      problems.add("only " + gigabytes(h.totalBytes()) + " of memory: take models of 1 GB or less");
    }
    return out;
  }

  private static boolean hasSoftwareVulkan() {
    try (Stream<Path> files = Files.list(VULKAN_DRIVERS)) {
      return files.anyMatch(f -> f.getFileName().toString().startsWith("lvp_"));
    } catch (IOException e) {
      return false;
    }
  }

  private List<String> data(List<String> problems) {
    List<String> out = new ArrayList<>();
    out.add(folder.root().toString());
    try {
      Files.createDirectories(folder.root());
      long free = Files.getFileStore(folder.root()).getUsableSpace();
      out.add(gigabytes(free) + " free");
      if (free < LITTLE_DISK) {
        problems.add("only " + gigabytes(free) + " free on the disk of " + folder.root());
      }
      if (!Files.isWritable(folder.root())) {
        problems.add(folder.root() + " cannot be written; change its rights or JAN4J_DATA_FOLDER");
      }
    } catch (IOException e) {
      problems.add("the data folder " + folder.root() + " cannot be used: " + e);
    }
    try {
      out.add(
          Settings.read(folder).offline()
              ? "offline: nothing leaves this machine"
              : "online: what leaves is written to " + folder.ledger());
    } catch (JanException e) {
      problems.add(e.getMessage());
    }
    return out;
  }

  private List<String> libraries(List<String> problems) {
    NativeTable table = NativeTable.shipped();
    List<String> out = new ArrayList<>();
    out.add("llama.cpp " + table.llamaCpp() + " (npm " + table.version() + ")");
    try {
      shelf
          .presentLibraries()
          .ifPresentOrElse(
              l -> out.add(l.packageName() + " in " + l.folder()),
              () -> problems.add("llama.cpp's libraries are missing; run: jan4j setup"));
    } catch (JanException e) {
      problems.add(e.getMessage());
    }
    return out;
  }

  /// What `--device` and the settings can name.
  private List<String> devices(List<String> problems) {
    List<String> out = new ArrayList<>();
    try {
      Optional<NativeLibrary> library = shelf.presentLibraries();
      boolean software = !hardware.get().vulkan();
      if (library.isPresent()) {
        for (DeviceList.Found d : devices.ask(library.get().folder(), software)) {
          out.add(d.name() + ", " + d.description() + (d.type().equals("software") ? SLOW : ""));
        }
      }
      boolean vulkan = library.map(NativeLibrary::accelerator).orElse("").equals("vulkan");
      if (software && !vulkan && hasSoftwareVulkan()) {
        out.add("Vulkan0, a software Vulkan device (llvmpipe)" + SLOW);
      }
      out.add(
          "to choose one: --device NAME, or \"device\": \"NAME\" in "
              + folder.settings()
              + " (\"accelerator\": \"auto|cpu|vulkan|cuda\" there chooses the libraries)");
    } catch (IOException | JanException e) {
      problems.add("the libraries cannot list devices: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return out;
  }

  private List<String> models(List<String> problems) {
    List<ModelEntry> models = shelf.list();
    problems.addAll(shelf.modelProblems());
    if (models.isEmpty()) {
      problems.add("no model is here; run: jan4j setup, or use a file: jan4j chat -m FILE.gguf");
    }
    if (models.isEmpty()) {
      return List.of("none");
    }
    return models.stream()
        .map(m -> m.id() + ", " + gigabytes(m.sizeBytes()) + ", " + m.file())
        .toList();
  }

  private String core() {
    return RunningCore.find(coreFolder)
        .map(c -> "runs at " + c.url() + " (process " + c.pid() + ")")
        .orElse("none runs");
  }

  private static String gigabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }
}
