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
import java.util.stream.Stream;

/// Looks at machine, libraries, models, data folder and running core.
final class Doctor implements Diagnosis.Source {
  private static final List<Path> VULKAN_DRIVERS =
      List.of(Path.of("/usr/share/vulkan/icd.d"), Path.of("/etc/vulkan/icd.d"));
  private static final long SPACE_WANTED = 1L << 30;

  private final DataFolder folder;
  private final HubShelf shelf;
  private final Hardware hardware;
  private final WorkerCommand worker;
  private final List<String> problems = new ArrayList<>();

  Doctor(DataFolder folder, HubShelf shelf, Hardware hardware, WorkerCommand worker) {
    this.folder = folder;
    this.shelf = shelf;
    this.hardware = hardware;
    this.worker = worker;
  }

  @Override
  public Diagnosis look() {
    problems.clear();
    Map<String, List<String>> facts = new LinkedHashMap<>();
    facts.put("Machine", machine());
    facts.put("Graphics", graphics());
    facts.put("Native libraries", libraries());
    facts.put("Models", models());
    facts.put("Data folder", dataFolder());
    facts.put("Core", core());
    return new Diagnosis(facts, List.copyOf(problems));
  }

  private List<String> machine() {
    return List.of(
        hardware.os() + ", " + hardware.platform(),
        hardware.cpu()
            + ", "
            + hardware.physicalCores()
            + " cores, "
            + hardware.logicalCores()
            + " threads",
        gigabytes(hardware.availableBytes())
            + " GB of memory free of "
            + gigabytes(hardware.totalBytes())
            + " GB",
        "Java " + Runtime.version());
  }

  private static String gigabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f", bytes / 1e9);
  }

  private List<String> graphics() {
    List<String> lines = new ArrayList<>(hardware.gpus());
    if (lines.isEmpty()) {
      lines.add("no graphics device was found; models run on the CPU");
    }
    if (hardware.vulkan()) {
      lines.add("Vulkan is available");
    }
    if (hasSoftwareVulkan()) {
      lines.add(
          "a software Vulkan device (llvmpipe) is installed; it computes on the CPU, some 70 times"
              + " slower than llama.cpp does there, so it is used only where --device names it");
    }
    return lines;
  }

  private static boolean hasSoftwareVulkan() {
    for (Path drivers : VULKAN_DRIVERS) {
      try (Stream<Path> files = Files.list(drivers)) {
        if (files.anyMatch(f -> f.getFileName().toString().startsWith("lvp_icd"))) {
          return true;
        }
      } catch (IOException e) {
        continue; // no such folder
      }
    }
    return false;
  }

  private List<String> libraries() {
    NativeTable table = NativeTable.shipped();
    List<String> lines = new ArrayList<>();
    lines.add("llama.cpp " + table.llamaCpp() + ", packages " + table.version());
    Optional<NativeLibrary> here = shelf.libraries(true).present();
    if (here.isPresent()) {
      lines.add(here.get().packageName() + " at " + here.get().folder());
    } else {
      lines.add("none here");
      problems.add("llama.cpp's libraries are missing; run: jan4j setup");
    }
    try {
      worker.java();
    } catch (JanException e) {
      problems.add(e.getMessage());
    }
    return lines;
  }

  private List<String> models() {
    List<String> lines = new ArrayList<>();
    for (ModelEntry model : shelf.list()) {
      lines.add(
          model.id()
              + String.format(Locale.ROOT, ", %.1f MB, ", model.sizeBytes() / 1e6)
              + model.file());
    }
    if (lines.isEmpty()) {
      lines.add("none here");
      problems.add("there is no model; run: jan4j setup");
    }
    problems.addAll(shelf.registry().problems());
    return lines;
  }

  private List<String> dataFolder() {
    List<String> lines = new ArrayList<>();
    lines.add(folder.root().toString());
    try {
      Path made = DataFolder.make(folder.root());
      Files.delete(Files.createTempFile(made, "doctor", ".tmp"));
      long free = Files.getFileStore(made).getUsableSpace();
      lines.add(gigabytes(free) + " GB free");
      if (free < SPACE_WANTED) {
        problems.add("only " + gigabytes(free) + " GB are free for " + made + "; make room");
      }
    } catch (IOException | JanException e) {
      problems.add(
          "cannot write to the data folder "
              + folder.root()
              + " ("
              + e.getMessage()
              + "); make it writable, or set JAN4J_DATA_FOLDER to another place");
    }
    return lines;
  }

  private List<String> core() {
    List<String> lines = new ArrayList<>();
    lines.add(
        RunningCore.find(folder.runningCore().getParent())
            .map(c -> "runs at " + c.url() + " (process " + c.pid() + ")")
            .orElse("none runs; chat starts one for itself"));
    try {
      boolean offline = Settings.read(folder).offline();
      lines.add(
          offline
              ? "offline by settings.json: nothing leaves this machine"
              : "connections are listed in " + folder.ledger());
    } catch (JanException e) {
      problems.add(e.getMessage());
    }
    return lines;
  }
}
