package jan4j.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The JDK's AOT caches (JEP 483 and 514) of core and worker, which halve their start. They fit one
/// JDK, one class path and one set of flags, so they are made on the machine that uses them, by a
/// training run of each process. Without them everything works, only slower: no failure here is an
/// error.
final class AotCaches {
  private static final long TRAINING_SECONDS = 120;

  private final Path home;
  private final WorkerCommand worker;

  AotCaches(Path home, WorkerCommand worker) {
    this.home = home;
    this.worker = worker;
  }

  private Path folder() {
    return home.resolve("target/aot");
  }

  /// Makes what is missing or older than the jars.
  ///
  /// @param nativeFolder llama.cpp's libraries, which the worker's training loads
  /// @param model a small model for the worker's training, where one is here
  void ensure(Path nativeFolder, Optional<Path> model, ProgressPrinter progress) {
    try {
      Files.createDirectories(folder());
      boolean core = isStale("core.aot", home.resolve("app/target/dist/lib"));
      boolean work = isStale("worker.aot", home.resolve("worker/target/dist/lib"));
      int total = (core ? 1 : 0) + (work ? 1 : 0);
      if (total == 0) {
        return;
      }
      String step = "Preparing fast starts";
      progress.update(step, 0, total, "%");
      if (core) {
        train("core.aot", coreCommand(), Map.of());
        progress.update(step, 1, total, "%");
      }
      if (work) {
        List<String> command = new ArrayList<>(worker.java());
        command.removeIf(a -> a.startsWith("-XX:AOTCache="));
        command.add("--train");
        model.map(Path::toString).ifPresent(command::add);
        train("worker.aot", command, Map.of("JAN4J_NATIVE_FOLDER", nativeFolder.toString()));
        progress.update(step, total, total, "%");
      }
    } catch (IOException e) {
      System.getLogger(AotCaches.class.getName())
          .log(System.Logger.Level.INFO, "no AOT cache was made", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// An empty file marks a training that failed: it is not tried again for the same jars.
  private boolean isStale(String name, Path jars) throws IOException {
    Path cache = folder().resolve(name);
    if (!Files.exists(cache)) {
      return true;
    }
    FileTime made = Files.getLastModifiedTime(cache);
    try (Stream<Path> files = Files.list(jars)) {
      for (Path jar : files.toList()) {
        if (Files.getLastModifiedTime(jar).compareTo(made) > 0) {
          return true;
        }
      }
    }
    return false;
  }

  /// This process's own command line, with the training instead of the command.
  private List<String> coreCommand() {
    return List.of(
        worker.java().getFirst(),
        "--illegal-native-access=deny",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xms24m",
        "-Xmx256m",
        "-XX:-UsePerfData",
        "-Dfile.encoding=UTF-8",
        "-Djan4j.home=" + home,
        "-cp",
        System.getProperty("java.class.path"),
        "jan4j.app.Main",
        "train");
  }

  private void train(String name, List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path made = folder().resolve(name + ".new");
    List<String> full = new ArrayList<>(command);
    full.add(1, "-XX:AOTCacheOutput=" + made);
    ProcessBuilder builder =
        new ProcessBuilder(full)
            .redirectErrorStream(true)
            .redirectOutput(folder().resolve(name + ".log").toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    if (!process.waitFor(TRAINING_SECONDS, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    if (!Files.exists(made)) {
      Files.createFile(made);
    }
    Files.move(made, folder().resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }
}
