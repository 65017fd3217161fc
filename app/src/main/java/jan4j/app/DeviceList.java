package jan4j.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Asks llama.cpp's libraries, in a process of their own, which devices they find.
final class DeviceList {
  private static final long PATIENCE_SECONDS = 20;

  private final WorkerCommand worker;

  DeviceList(WorkerCommand worker) {
    this.worker = worker;
  }

  /// A device.
  ///
  /// @param name as `--device` takes it
  /// @param type `cpu`, `gpu`, `igpu`, `accel` or, for a GPU that is really the CPU, `software`
  record Found(String name, String type, String description) {}

  /// The devices.
  ///
  /// @param software whether to show Vulkan devices that are really the CPU
  /// @throws IOException where the libraries cannot be loaded; the message has their last words
  List<Found> ask(Path nativeFolder, boolean software) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(worker.java());
    command.add("--devices");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).directory(nativeFolder.toFile());
    builder.environment().put("JAN4J_NATIVE_FOLDER", nativeFolder.toString());
    if (software) {
      builder.environment().putIfAbsent("GGML_VK_VISIBLE_DEVICES", "0");
    }
    Process process = builder.start();
    process.getOutputStream().close();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("no answer within " + PATIENCE_SECONDS + " s");
    }
    List<String> lines =
        new String(process.getInputStream().readNBytes(100_000), StandardCharsets.UTF_8)
            .lines()
            .toList();
    if (process.exitValue() != 0) {
      throw new IOException(lines.isEmpty() ? "exit " + process.exitValue() : lines.getFirst());
    }
    return lines.stream()
        .map(l -> l.split("\t", 3))
        .filter(words -> words.length == 3)
        .map(words -> new Found(words[0], words[1], words[2]))
        .toList();
  }
}
