package jan4j.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// Where tests find what is not in the repository. Each method skips the calling test, with a
/// message that says what to run, where the thing is absent.
public final class TestEnvironment {
  private static final TestEnvironment PROCESS =
      new TestEnvironment(System.getenv(), Path.of(System.getProperty("user.dir")));

  private final Map<String, String> environment;
  private final Path workFolder;

  TestEnvironment(Map<String, String> environment, Path workFolder) {
    this.environment = environment;
    this.workFolder = workFolder.toAbsolutePath();
  }

  /// The folder that holds llama.cpp's libraries for this machine's CPU: `JAN4J_NATIVE_FOLDER`,
  /// else what `./jan4j setup` put into the data folder.
  public static Path nativeFolder() {
    return PROCESS
        .findNativeFolder()
        .orElseGet(
            () -> skip("llama.cpp's libraries", "run ./jan4j setup, or set JAN4J_NATIVE_FOLDER"));
  }

  /// The starter model's GGUF file: `JAN4J_STARTER_MODEL`, else the data folder's.
  public static Path starterModel() {
    return PROCESS
        .findStarterModel()
        .orElseGet(
            () -> skip("the starter model", "run ./jan4j setup, or set JAN4J_STARTER_MODEL"));
  }

  /// A folder of test material that is kept beside the repository: `JAN4J_CORPORA`, else
  /// `../shared/corpora`, and in it `name`.
  public static Path corpora(String name) {
    return PROCESS
        .findCorpora(name)
        .orElseGet(() ->
            skip(
                "the corpus " + name,
                "put it at ../shared/corpora/" + name + ", or set JAN4J_CORPORA"));
  }

  /// The checkout that the test runs in.
  public static Path repositoryRoot() {
    return PROCESS.findRepositoryRoot();
  }

  /// The release of @node-llama-cpp that this checkout is built for.
  static String nativeVersion() {
    return PROCESS.version();
  }

  Optional<Path> findNativeFolder() {
    return variable("JAN4J_NATIVE_FOLDER")
        .or(() ->
            Optional.of(
                dataFolder().resolve("jan4j/native").resolve(version()).resolve(platform())))
        .filter(TestEnvironment::holdsLibrary);
  }

  private String version() {
    Path file = findRepositoryRoot().resolve("native/NATIVE_VERSION");
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> line.startsWith("npm="))
          .map(line -> line.substring("npm=".length()).strip())
          .findFirst()
          .orElseThrow(() -> new IllegalStateException(file + " has no line npm=<version>"));
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file, e);
    }
  }

  Optional<Path> findStarterModel() {
    return variable("JAN4J_STARTER_MODEL")
        .or(() ->
            children(dataFolder().resolve("llamacpp/models")).stream()
                .filter(model -> model.getFileName().toString().startsWith("smollm2-135m"))
                .map(model -> model.resolve("model.gguf"))
                .findFirst())
        .filter(Files::isRegularFile);
  }

  Optional<Path> findCorpora(String name) {
    Path corpora =
        variable("JAN4J_CORPORA")
            .orElseGet(() -> findRepositoryRoot().resolveSibling("shared").resolve("corpora"));
    return Optional.of(corpora.resolve(name)).filter(Files::isDirectory);
  }

  Path findRepositoryRoot() {
    for (Path folder = workFolder; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve(".mvn"))) {
        return folder;
      }
    }
    throw new IllegalStateException(
        workFolder + " is in no checkout: no folder above it holds .mvn");
  }

  /// The rule of `jan4j.hub.DataFolder`, which testkit cannot see.
  Path dataFolder() {
    String home = System.getProperty("user.home");
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return variable("JAN4J_DATA_FOLDER")
        .orElseGet(() -> {
          if (os.contains("mac")) {
            return Path.of(home, "Library", "Application Support", "Jan4j", "data");
          }
          if (os.contains("win")) {
            return variable("APPDATA").orElse(Path.of(home)).resolve("Jan4j").resolve("data");
          }
          Path share = variable("XDG_DATA_HOME").orElse(Path.of(home, ".local", "share"));
          return share.resolve("Jan4j").resolve("data");
        });
  }

  private Optional<Path> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(v -> !v.isEmpty()).map(Path::of);
  }

  /// The package name that @node-llama-cpp uses for this machine's CPU libraries.
  static String platform() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String cpu = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64";
    if (os.contains("mac")) {
      return cpu.equals("arm64") ? "mac-arm64-metal" : "mac-x64";
    }
    return (os.contains("win") ? "win-" : "linux-") + cpu;
  }

  private static boolean holdsLibrary(Path folder) {
    return children(folder).stream()
        .map(file -> file.getFileName().toString())
        .anyMatch(name -> name.matches("(lib)?llama(?!-)[^/]*\\.(so|dylib|dll)"));
  }

  private static List<Path> children(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> list = Files.list(folder)) {
      return list.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("listing " + folder, e);
    }
  }

  private static Path skip(String what, String remedy) {
    return Assumptions.abort("this test needs " + what + ": " + remedy);
  }
}
