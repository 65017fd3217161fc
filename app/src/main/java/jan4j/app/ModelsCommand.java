package jan4j.app;

import jan4j.core.ModelEntry;
import jan4j.wire.Json;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `jan4j models`: what is on this machine, bringing and removing it, and looking into its files.
@Command(name = "models", description = "List, bring and remove models; alone: list.")
final class ModelsCommand implements Callable<Integer> {
  private final Console console;
  private final ModelShelf shelf;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  ModelsCommand(Console console, ModelShelf shelf) {
    this.console = console;
    this.shelf = shelf;
  }

  /// The commands on model files, each an object annotated for picocli.
  List<Object> fileCommands() {
    Clock clock = Clock.systemDefaultZone();
    return List.of(
        new TemplateCommand(console, clock),
        new InspectCommand(console, shelf),
        new ParseCommand(console, clock),
        new GrammarCommand(console));
  }

  @Override
  public Integer call() {
    return list(json);
  }

  @Command(name = "list", description = "List the models on this machine.")
  int list(@Option(names = "--json", description = "Print one JSON object.") boolean asJson) {
    List<ModelEntry> models = shelf.list();
    if (asJson || json) {
      console.line(Json.writeText(Map.of("models", models.stream().map(this::tree).toList())));
      return ExitCode.OK;
    }
    if (models.isEmpty()) {
      console.note("There is no model yet. jan4j setup brings the starter model.");
    }
    int width = models.stream().mapToInt(m -> m.id().value().length()).max().orElse(0);
    for (ModelEntry model : models) {
      console.line(
          String.format(
              Locale.ROOT,
              "%-" + Math.max(1, width) + "s  %8.1f MB  %s",
              model.id(),
              model.sizeBytes() / 1e6,
              SafeText.line(model.license())));
    }
    return ExitCode.OK;
  }

  @Command(name = "pull", description = "Bring a model of the catalogue; goes on where it stopped.")
  int pull(
      @Parameters(
              paramLabel = "ID",
              arity = "0..1",
              defaultValue = "",
              description = "The model's id; without it, those that can be brought are listed.")
          String id,
      @Mixin OfflineOption offline,
      @Option(names = "--json", description = "Print one JSON object.") boolean asJson) {
    if (id.isEmpty()) {
      shelf.available().forEach(console::line);
      return ExitCode.OK;
    }
    ModelEntry model;
    try (ProgressPrinter progress = new ProgressPrinter(console)) {
      model = shelf.pull(id, offline.given, progress);
    }
    print(model, asJson, model.id() + " is at " + model.file());
    return ExitCode.OK;
  }

  @Command(name = "path", description = "Print the path of a model's GGUF file.")
  int path(
      @Parameters(paramLabel = "ID", description = "The model's id.") String id,
      @Option(names = "--json", description = "Print one JSON object.") boolean asJson) {
    ModelEntry model = shelf.find(id);
    print(model, asJson, model.file().toString());
    return ExitCode.OK;
  }

  @Command(name = "remove", description = "Delete a model's files.")
  int remove(
      @Parameters(paramLabel = "ID", description = "The model's id.") String id,
      @Option(names = "--json", description = "Print one JSON object.") boolean asJson) {
    ModelEntry model = shelf.find(id);
    shelf.remove(model);
    print(model, asJson, "Removed " + model.id());
    return ExitCode.OK;
  }

  private void print(ModelEntry model, boolean asJson, String text) {
    console.line(asJson || json ? Json.writeText(tree(model)) : text);
  }

  private Map<String, Object> tree(ModelEntry model) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("id", model.id().value());
    out.put("name", model.name());
    out.put("path", model.file().toString());
    out.put("size_bytes", model.sizeBytes());
    out.put("license", model.license());
    out.put("added", model.added().toString());
    List<String> notices = new ArrayList<>();
    if (!model.notice().isEmpty()) {
      notices.add(model.notice());
    }
    out.put("notices", notices);
    return out;
  }
}
