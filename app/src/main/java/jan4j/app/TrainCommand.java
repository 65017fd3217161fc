package jan4j.app;

import jan4j.core.Engine;
import jan4j.core.JanException;
import jan4j.core.ModelEntry;
import jan4j.core.ModelId;
import jan4j.core.Sampling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/// Runs once through what the core does, so that an AOT cache can be recorded: starts the server on
/// a free port and stops it, and, where libraries and the starter model are here, answers once over
/// HTTP and once without. Its `core.json` is in a folder of its own, so that a core that runs stays
/// known. A missing or failing model is no failure.
@Command(name = "train", hidden = true, description = "For Jan4j's own scripts.")
final class TrainCommand implements Callable<Integer> {
  private static final int TOKENS = 4;

  private final Console console;
  private final HubShelf shelf;
  private final LocalEngines engines;
  private final Clock clock;

  /// @param shelf must not start a training itself
  TrainCommand(Console console, HubShelf shelf, LocalEngines engines, Clock clock) {
    this.console = console;
    this.shelf = shelf;
    this.engines = engines;
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    Path folder = Files.createTempDirectory("jan4j-train");
    CoreRunner runner =
        new CoreRunner(
            console, shelf, engines, new CoreRunner.Folders(folder, folder.resolve("data")), clock);
    try (CoreRunner.Running running =
        runner.start(
            new CoreStarter.Choice(
                "127.0.0.1", 0, "", Duration.ZERO, true, "", UnaryOperator.identity()))) {
      Optional<ModelEntry> model = model();
      if (model.isPresent()) {
        answerOverHttp(folder, model.get());
        answer(running.engine(), model.get());
      }
    } catch (JanException e) {
      console.note("trained in part: " + e.getMessage());
    } finally {
      delete(folder);
    }
    return ExitCode.OK;
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
  }

  private Optional<ModelEntry> model() {
    return shelf.presentLibraries().isPresent()
        ? shelf.directory().find(new ModelId(shelf.starter()))
        : Optional.empty();
  }

  private void answerOverHttp(Path folder, ModelEntry model) {
    ProgressPrinter progress = new ProgressPrinter(console);
    RemoteCore.connect(folder, shelf.egress(true), "", shelf, progress)
        .ifPresent(core -> {
          try (core) {
            answer(core.engine(), model);
          }
        });
  }

  private void answer(Engine engine, ModelEntry model) {
    try (var generation =
        engine.start(
            new Conversation("", TOKENS, List.of())
                .ask(model.id(), Sampling.DEFAULT, "What is gravity?"))) {
      AnswerPrinter printer =
          new AnswerPrinter(
              console, new ProgressPrinter(console), true, () -> {}, System.nanoTime());
      AnswerJson.of(model.id(), printer.print(generation));
    }
  }
}
