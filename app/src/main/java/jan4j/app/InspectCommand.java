package jan4j.app;

import jan4j.core.ModelEntry;
import jan4j.model.gguf.GgufModel;
import jan4j.wire.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `jan4j models inspect`: what a model's file says of itself, read without loading it.
@Command(
    name = "inspect",
    description = {
      "Say what a model file is: architecture, size, quantisation, context, tokenizer, chat"
          + " template, dialect, licence, memory need.",
      "Only the file's header is read. Of a split model any of its files may be given; all must be"
          + " there.",
      "With --json, one JSON object, whose keys docs/models.md explains."
    })
final class InspectCommand implements Callable<Integer> {
  private final Console console;
  private final ModelShelf shelf;

  @Parameters(paramLabel = "FILE|ID", description = "A GGUF file, or the id of a model here.")
  String model = "";

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  InspectCommand(Console console, ModelShelf shelf) {
    this.console = console;
    this.shelf = shelf;
  }

  @Override
  public Integer call() {
    Map<String, Object> report = report();
    if (json) {
      console.line(Json.writeText(report));
    } else {
      InspectText.lines(report).forEach(console::line);
    }
    return ExitCode.OK;
  }

  private Map<String, Object> report() {
    Map<String, Object> out = new LinkedHashMap<>();
    Path path = Path.of(model);
    if (!model.endsWith(".gguf") && !Files.isRegularFile(path)) {
      ModelEntry entry = shelf.find(model);
      out.put("id", entry.id().value());
      path = entry.file();
    }
    out.putAll(ModelReport.of(GgufModel.read(path)));
    return out;
  }
}
