package jan4j.app;

import jan4j.core.Generation;
import jan4j.core.JanException;
import jan4j.core.ModelEntry;
import jan4j.core.ModelId;
import jan4j.core.Sampling;
import jan4j.egress.Purpose;
import jan4j.engine.RemoteEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;

/// Runs once through what the core does, so that an AOT cache can be recorded: starts the server on
/// a free port and stops it, and, where libraries and the starter model are here, answers once over
/// HTTP and once without. Prints nothing on standard output, and never fails for want of a model.
@Command(name = "train", hidden = true, description = "For Jan4j's own scripts.")
final class TrainCommand implements Callable<Integer> {
  private static final int TOKENS = 4;

  private final Console console;
  private final HubShelf shelf;
  private final LocalEngines engines;

  TrainCommand(Console console, HubShelf shelf, LocalEngines engines) {
    this.console = console;
    this.shelf = shelf;
    this.engines = engines;
  }

  @Override
  public Integer call() throws IOException {
    Path folder = Files.createTempDirectory("jan4j-train");
    CoreStarter.Choice choice =
        new CoreStarter.Choice("127.0.0.1", 0, "", Duration.ZERO, true, UnaryOperator.identity());
    CoreRunner runner = new CoreRunner(console, shelf, engines, folder, Clock.systemUTC());
    try (CoreRunner.Running running = runner.start(choice);
        RemoteEngine remote =
            new RemoteEngine(shelf.egress(true), Purpose.OWN_CORE, running.core().url(), "")) {
      remote.models();
      Optional<ModelEntry> model = model();
      if (model.isPresent()) {
        answer(model.get(), remote.start(question(model.get())));
        answer(model.get(), running.engine().start(question(model.get())));
      }
    } catch (JanException e) {
      console.note("trained in part: " + e.getMessage());
    }
    Files.deleteIfExists(folder);
    return ExitCode.OK;
  }

  private Optional<ModelEntry> model() {
    return shelf.libraries(true).present().isPresent()
        ? shelf.directory().find(new ModelId(shelf.starter()))
        : Optional.empty();
  }

  private static jan4j.core.GenerationRequest question(ModelEntry model) {
    return new Conversation("", TOKENS, List.of())
        .ask(model.id(), Sampling.DEFAULT, "What is gravity?");
  }

  private void answer(ModelEntry model, Generation generation) {
    try (generation) {
      ProgressPrinter progress = new ProgressPrinter(console);
      Answer answer =
          new AnswerPrinter(console, progress, true, () -> {}, System.nanoTime()).print(generation);
      AnswerJson.of(model.id(), answer);
    }
  }
}
