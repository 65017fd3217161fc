package jan4j.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// Where the cores of one test live; see [CoreProcess]. Immutable.
///
/// @param home stands for the checkout: its jars, and no AOT caches
/// @param temporary `java.io.tmpdir`
/// @param model the GGUF file
public record CorePlace(Path home, Path data, Path temporary, Path model) {
  /// Makes one in an empty folder.
  ///
  /// Skips the calling test where the program is not packaged or the libraries are not here.
  public static CorePlace in(Path folder) {
    Path root = TestEnvironment.repositoryRoot();
    for (String module : List.of("app", "worker")) {
      Assumptions.assumeTrue(
          Files.isDirectory(root.resolve(module).resolve("target/dist/lib")),
          module + " is not packaged; run mvn package, or ./jan4j test");
    }
    try {
      Path home = folder.resolve("home");
      for (String module : List.of("app", "worker")) {
        Files.createDirectories(home.resolve(module).resolve("target"));
        Files.createSymbolicLink(
            home.resolve(module).resolve("target/dist"),
            root.resolve(module).resolve("target/dist"));
      }
      Path aot = Files.createDirectories(home.resolve("target/aot"));
      Files.createFile(aot.resolve("core.aot")); // empty: training failed, do not try again
      Files.createFile(aot.resolve("worker.aot"));
      Path data = folder.resolve("data");
      addLibraries(data);
      Files.writeString(
          data.resolve("jan4j/settings.json"), "{\"offline\": true, \"accelerator\": \"cpu\"}");
      return new CorePlace(
          home,
          data,
          Files.createDirectories(folder.resolve("tmp")),
          TinyModels.dense(folder.resolve("models")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void addLibraries(Path data) throws IOException {
    Path libraries = TestEnvironment.nativeFolder();
    Path here =
        data.resolve("jan4j/native")
            .resolve(TestEnvironment.nativeVersion())
            .resolve(libraries.getFileName());
    Files.createDirectories(here);
    try (Stream<Path> files = Files.list(libraries)) {
      for (Path file : files.toList()) {
        if (!file.getFileName().toString().equals(".verified")) {
          Files.createSymbolicLink(here.resolve(file.getFileName()), file);
        }
      }
    }
    Files.writeString(here.resolve(".verified"), "for a test\n");
  }

  /// Removes what points out of the test's folder, before that is deleted.
  public void unlink() {
    try (Stream<Path> files = Files.walk(home.getParent())) {
      for (Path link : files.filter(Files::isSymbolicLink).toList()) {
        Files.delete(link);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The file by which others find the core.
  public Path coreFile() {
    return data.resolve("jan4j/core.json");
  }
}
