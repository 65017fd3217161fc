package jan4j.app;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The command line of a worker process. The AOT cache fits one exact class path, so whoever trains
/// it runs what `jan4j internal worker-command` prints.
final class WorkerCommand {
  private static final String MAIN = "jan4j.worker.WorkerMain";

  /// A terminal sends Ctrl-C to every process of its foreground group. It is meant for the answer,
  /// which the core stops, and not for the worker, which holds the loaded model.
  private static final String IGNORE_INTERRUPT = "trap '' INT; exec \"$0\" \"$@\"";

  private final Path home;

  /// @param home the checkout or installation, `-Djan4j.home`
  WorkerCommand(Path home) {
    this.home = home;
  }

  /// Program, its flags, and the class path of the main class.
  record Launch(String program, List<String> flags, String classPath) {}

  /// The Java command: program, flags, class path, main class.
  ///
  /// @throws JanException [ErrorCode#ENGINE_UNAVAILABLE] where the worker was not built
  List<String> java() {
    List<String> command = new ArrayList<>();
    command.add(program());
    command.addAll(flags());
    command.addAll(List.of("-cp", classPath(), MAIN));
    return command;
  }

  /// What is started: the same, deaf to a terminal's Ctrl-C.
  ///
  /// @throws JanException [ErrorCode#ENGINE_UNAVAILABLE] where the worker was not built
  Launch launch() {
    if (Platform.isWindows()) {
      return new Launch(program(), flags(), classPath());
    }
    List<String> words = new ArrayList<>(List.of("-c", IGNORE_INTERRUPT, program()));
    words.addAll(flags());
    return new Launch("/bin/sh", words, classPath());
  }

  private static String program() {
    String name = Platform.isWindows() ? "java.exe" : "java";
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  private List<String> flags() {
    List<String> flags =
        new ArrayList<>(
            List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", // half the time to a first token; ggml computes, not
                // Java
                "-Xms32m",
                "-Xmx512m",
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED"));
    Path cache = home.resolve("target/aot/worker.aot");
    if (isUsable(cache)) {
      flags.addAll(List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:cds=off"));
    }
    return flags;
  }

  /// An empty file marks a training that failed.
  private static boolean isUsable(Path cache) {
    try {
      return Files.isRegularFile(cache) && Files.size(cache) > 0;
    } catch (IOException e) {
      return false;
    }
  }

  private String classPath() {
    Path folder = home.resolve("worker/target/dist/lib");
    try (Stream<Path> files = Files.list(folder)) {
      String path =
          files
              .map(Path::toString)
              .filter(f -> f.endsWith(".jar"))
              .sorted()
              .collect(Collectors.joining(System.getProperty("path.separator")));
      if (!path.isEmpty()) {
        return path;
      }
    } catch (IOException e) {
      throw notBuilt(folder, e);
    }
    throw notBuilt(folder, null);
  }

  private static JanException notBuilt(
      Path folder, @org.jspecify.annotations.Nullable IOException cause) {
    return new JanException(
        ErrorCode.ENGINE_UNAVAILABLE,
        "the worker's class path "
            + folder
            + " is missing or empty; start Jan4j by ./jan4j, which builds it",
        cause);
  }
}
