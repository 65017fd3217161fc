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
  private static final List<String> IGNORE_INTERRUPT =
      List.of("/bin/sh", "-c", "trap '' INT; exec \"$0\" \"$@\"");

  private final Path home;

  /// @param home the checkout or installation, `-Djan4j.home`
  WorkerCommand(Path home) {
    this.home = home;
  }

  /// The Java command: program, flags, class path, main class.
  ///
  /// @throws JanException [ErrorCode#ENGINE_UNAVAILABLE] where the worker was not built
  List<String> java() {
    List<String> command = new ArrayList<>();
    String program = Platform.isWindows() ? "java.exe" : "java";
    command.add(Path.of(System.getProperty("java.home"), "bin", program).toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-Xms32m",
            "-Xmx512m",
            "-XX:-UsePerfData",
            "--enable-native-access=ALL-UNNAMED"));
    Path cache = home.resolve("target/aot/worker.aot");
    if (Files.isRegularFile(cache)) {
      command.add("-XX:AOTCache=" + cache);
    }
    command.add("-cp");
    command.add(classPath());
    command.add(MAIN);
    return command;
  }

  /// What is started: the same, deaf to a terminal's Ctrl-C.
  List<String> launch() {
    if (Platform.isWindows()) {
      return java();
    }
    List<String> command = new ArrayList<>(IGNORE_INTERRUPT);
    command.addAll(java());
    return command;
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
