package jan4j.app;

import jan4j.core.ModelEntry;
import jan4j.wire.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `jan4j setup`: brings what a first answer needs, and nothing that is already here.
@Command(
    name = "setup",
    description = {
      "Bring the native libraries and the starter model.",
      "Does nothing when all is here; run again, it goes on where it stopped."
    })
final class SetupCommand implements Callable<Integer> {
  /// For which kind of device libraries are brought.
  enum Accelerator {
    auto,
    cpu,
    vulkan,
    cuda
  }

  private final Console console;
  private final ModelShelf shelf;

  @Option(
      names = "--accelerator",
      paramLabel = "auto|cpu|vulkan|cuda",
      description = "Libraries for this kind of device; auto looks for one.")
  Accelerator accelerator = Accelerator.auto;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  @Mixin OfflineOption offline = new OfflineOption();

  SetupCommand(Console console, ModelShelf shelf) {
    this.console = console;
    this.shelf = shelf;
  }

  @Override
  public Integer call() {
    String libraries;
    ModelEntry model;
    try (ProgressPrinter progress = new ProgressPrinter(console)) {
      model = shelf.pull(shelf.starter(), offline.given, progress);
      libraries = shelf.libraries(accelerator.name(), offline.given, progress);
    }
    if (json) {
      Map<String, Object> out = new LinkedHashMap<>();
      out.put("libraries", libraries);
      out.put("model", model.id().value());
      out.put("path", model.file().toString());
      console.line(Json.writeText(out));
      return ExitCode.OK;
    }
    console.note("Ready: libraries " + libraries + ", model " + model.id() + ".");
    return ExitCode.OK;
  }
}
