package jan4j.hub;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.egress.Egress;
import jan4j.egress.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Brings llama.cpp's libraries: only what fits this machine, by `npm pack` of that one package,
/// verified by its checksum. Thread-safe.
///
/// What is chosen: the Mac package with Metal; CUDA where an NVIDIA driver is found (with the extra
/// package for drivers before [#CUDA_13_DRIVER]); Vulkan where a real graphics device and a loader
/// are found; else the CPU's. The CPU package comes always: it is what a failing device falls back
/// to.
public final class NativeLibraries {
  /// First NVIDIA driver that runs CUDA 13, with which the main CUDA package is built.
  static final int CUDA_13_DRIVER = 580;

  private final DataFolder folder;
  private final NativeTable table;
  private final Egress egress;
  private final Hardware hardware;
  private final PackageTool tool;

  public NativeLibraries(DataFolder folder, NativeTable table, Egress egress, Hardware hardware) {
    this(folder, table, egress, hardware, new PackageTool(npmEnvironment(folder)));
  }

  NativeLibraries(
      DataFolder folder, NativeTable table, Egress egress, Hardware hardware, PackageTool tool) {
    this.folder = folder;
    this.table = table;
    this.egress = egress;
    this.hardware = hardware;
    this.tool = tool;
  }

  private static Map<String, String> npmEnvironment(DataFolder folder) {
    return Map.of(
        "npm_config_cache", folder.cache().resolve("npm").toString(),
        "npm_config_update_notifier", "false",
        "npm_config_fund", "false",
        "npm_config_audit", "false",
        "npm_config_global", "false",
        "npm_config_fetch_retries", "1",
        "npm_config_fetch_retry_mintimeout", "1000",
        "npm_config_fetch_timeout", "60000");
  }

  /// The libraries for `accelerator`, brought where they are not here.
  ///
  /// @param accelerator `auto`, `cpu`, `vulkan`, `cuda` or `metal`
  /// @throws JanException [ErrorCode#ENGINE_UNAVAILABLE] where this platform has no such package or
  ///   its checksum is not known; [ErrorCode#UPSTREAM_FAILED] with npm's own words;
  ///   [ErrorCode#EGRESS_DENIED] offline
  public NativeLibrary ensure(String accelerator, ProgressListener progress) {
    NativeLibrary cpu = null;
    String base = hardware.platform().equals("mac-arm64") ? "metal" : "cpu";
    if (accelerator.equals("auto") || !accelerator.equals(base)) {
      cpu = bring(row(base), progress);
    }
    if (!accelerator.equals("auto")) {
      return bringWhole(accelerator, progress);
    }
    for (String wanted : found()) {
      Optional<NativeTable.Row> row = table.find(hardware.platform(), wanted);
      if (row.isEmpty() || row.get().sha512().isEmpty()) {
        continue;
      }
      try {
        return bringWhole(wanted, progress);
      } catch (JanException e) {
        if (cpu == null || e.code() == ErrorCode.CANCELLED) {
          throw e;
        }
        // Nobody asked for it by name, and the CPU's libraries are here.
        System.getLogger(NativeLibraries.class.getName())
            .log(System.Logger.Level.WARNING, "going on without " + wanted + ": " + e.getMessage());
      }
    }
    return cpu == null ? bring(row(base), progress) : cpu;
  }

  /// The libraries that [#ensure(String, ProgressListener)] would use, if they are here.
  public Optional<NativeLibrary> present(String accelerator) {
    List<String> order = new ArrayList<>(found());
    order.add(hardware.platform().equals("mac-arm64") ? "metal" : "cpu");
    if (!accelerator.equals("auto")) {
      order = List.of(accelerator);
    }
    return order.stream()
        .flatMap(a -> table.find(hardware.platform(), a).stream())
        .filter(this::isHere)
        .map(this::library)
        .findFirst();
  }

  private List<String> found() {
    List<String> out = new ArrayList<>();
    if (!hardware.nvidiaDriver().isEmpty()) {
      out.add("cuda");
    }
    if (hardware.vulkan()) {
      out.add("vulkan");
    }
    return out;
  }

  private NativeLibrary bringWhole(String accelerator, ProgressListener progress) {
    NativeLibrary library = bring(row(accelerator), progress);
    if (accelerator.equals("cuda") && hasOldDriver()) {
      table
          .find(hardware.platform(), "cuda-ext")
          .ifPresent(extra -> {
            NativeLibrary ext = bring(extra, progress);
            overlay(ext, library, extra.sha512());
          });
    }
    return library;
  }

  private boolean hasOldDriver() {
    String major = hardware.nvidiaDriver().split("\\.", 2)[0];
    return major.matches("\\d{1,6}") && Integer.parseInt(major) < CUDA_13_DRIVER;
  }

  /// Puts the libraries for older drivers in the place of the newer ones.
  private static void overlay(NativeLibrary from, NativeLibrary to, String checksum) {
    Path fallback = from.folder().resolve("fallback");
    Path mark = to.folder().resolve(".older-driver");
    if (Files.exists(mark) || !Files.isDirectory(fallback)) {
      return;
    }
    try (Stream<Path> files = Files.list(fallback)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path temp = to.folder().resolve(file.getFileName() + ".tmp");
        Files.copy(file, temp, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        AtomicFile.move(temp, to.folder().resolve(file.getFileName().toString()));
      }
      Files.writeString(mark, "");
      new VerifiedFolder(to.folder()).mark(checksum);
    } catch (IOException e) {
      throw new JanException(
          ErrorCode.ENGINE_UNAVAILABLE,
          "cannot put the CUDA libraries for older drivers into " + to.folder() + ": " + e,
          e);
    }
  }

  private NativeTable.Row row(String accelerator) {
    return table
        .find(hardware.platform(), accelerator)
        .orElseThrow(() ->
            new JanException(
                ErrorCode.ENGINE_UNAVAILABLE,
                "there is no package of llama.cpp for "
                    + hardware.platform()
                    + " with "
                    + accelerator
                    + "; there is one for "
                    + table.rows().stream()
                        .filter(r -> r.platform().equals(hardware.platform()))
                        .map(NativeTable.Row::accelerator)
                        .toList()));
  }

  private Path place(NativeTable.Row row) {
    return folder.nativeLibraries().resolve(table.version()).resolve(row.shortName());
  }

  private boolean isHere(NativeTable.Row row) {
    return new VerifiedFolder(place(row)).isIntact();
  }

  private NativeLibrary library(NativeTable.Row row) {
    return new NativeLibrary(place(row), row.name(), row.accelerator(), table.version());
  }

  private NativeLibrary bring(NativeTable.Row row, ProgressListener progress) {
    if (isHere(row)) {
      return library(row);
    }
    if (row.sha512().isEmpty()) {
      throw new JanException(
          ErrorCode.ENGINE_UNAVAILABLE,
          row.name()
              + " "
              + table.version()
              + " was never fetched and run for this release of Jan4j, so its checksum is not known"
              + " and it is not used; put its sha512 into native/libraries.json to try it");
    }
    try (FolderLock _ = FolderLock.take(folder.cache(), "native-" + row.shortName())) {
      if (!isHere(row)) {
        installAnew(row, progress);
      }
      return library(row);
    } catch (IOException e) {
      throw new JanException(
          ErrorCode.ENGINE_UNAVAILABLE,
          "bringing " + row.name() + " into " + folder.nativeLibraries() + " failed: " + e,
          e);
    }
  }

  private void installAnew(NativeTable.Row row, ProgressListener progress) throws IOException {
    VerifiedFolder found = new VerifiedFolder(place(row));
    if (!found.isMarked()) {
      install(row, progress);
      return;
    }
    String change =
        "the libraries in "
            + found.folder()
            + " are not those that were verified ("
            + found.change().orElse("")
            + ") and are brought anew";
    System.getLogger(NativeLibraries.class.getName()).log(System.Logger.Level.WARNING, change);
    try {
      install(row, progress);
    } catch (JanException e) {
      throw new JanException(e.code(), change + ": " + e.getMessage(), e);
    }
  }

  private void install(NativeTable.Row row, ProgressListener progress) throws IOException {
    String spec = row.name() + "@" + table.version();
    egress.permit(
        Purpose.NATIVE_LIBRARY,
        "the npm registry that npm is configured for",
        "llama.cpp's libraries " + spec);
    Path work = DataFolder.make(folder.cache().resolve("npm-" + row.shortName()));
    Trees.delete(work);
    DataFolder.make(work);
    Path npmCache = DataFolder.make(folder.cache().resolve("npm"));
    tool.run(
        new PackageTool.Run(
            "Bringing llama.cpp's libraries (" + row.shortName() + ")",
            List.of(
                npm(),
                "pack",
                spec,
                "--silent=false",
                "--loglevel=error",
                "--pack-destination",
                work.toString()),
            npmCache,
            row.sizeBytes(),
            "Install Node.js with npm (apt install nodejs npm, or https://nodejs.org)."),
        progress);
    Path archive = archive(work);
    String found = Digests.sha512Base64(archive);
    if (!found.equals(row.sha512())) {
      Trees.delete(work);
      throw new JanException(
          ErrorCode.UPSTREAM_FAILED,
          spec + " is another file than expected: sha512 " + found + " instead of " + row.sha512());
    }
    unpack(row, archive, work);
    Trees.delete(work);
    Trees.delete(npmCache);
  }

  private void unpack(NativeTable.Row row, Path archive, Path work) throws IOException {
    Path unpacked = work.resolve("unpacked");
    int files = TarGz.extract(archive, "package/bins/" + row.shortName() + "/", unpacked);
    if (files == 0) {
      throw new IOException(row.name() + " holds no libraries in package/bins/" + row.shortName());
    }
    new VerifiedFolder(unpacked).mark(row.sha512());
    Path place = place(row);
    Trees.delete(place); // an unfinished one
    Files.createDirectories(place.getParent());
    AtomicFile.move(unpacked, place);
  }

  private static String npm() {
    return System.getProperty("os.name", "").startsWith("Windows") ? "npm.cmd" : "npm";
  }

  private static Path archive(Path work) throws IOException {
    try (Stream<Path> files = Files.list(work)) {
      return files
          .filter(f -> f.toString().endsWith(".tgz"))
          .findFirst()
          .orElseThrow(() -> new IOException("npm pack reported success but left no file"));
    }
  }
}
