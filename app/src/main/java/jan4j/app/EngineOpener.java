package jan4j.app;

import java.time.Duration;
import java.util.Optional;

/// Opens `chat`'s engine: the running core's, else one in this process.
final class EngineOpener implements Services {
  private final ModelShelf shelf;
  private final LocalEngines engines;
  private final RunningCoreClient running;

  EngineOpener(ModelShelf shelf, LocalEngines engines, RunningCoreClient running) {
    this.shelf = shelf;
    this.engines = engines;
    this.running = running;
  }

  /// Finds a core that runs and answers.
  interface RunningCoreClient {
    Optional<ChatEngine> connect(boolean offline, ProgressPrinter progress);
  }

  @Override
  public ChatEngine open(EngineChoice choice, ProgressPrinter progress) {
    if (!choice.ownCore()) {
      Optional<ChatEngine> core = running.connect(choice.offline(), progress);
      if (core.isPresent()) {
        return core.get();
      }
    }
    OverlayDirectory directory =
        new OverlayDirectory(shelf.directory(), load -> shelf.settled(choice.load().apply(load)));
    return new OwnCore(
        engines.open(
            directory,
            model -> shelf.nativeFolder(model.load().devices(), choice.offline(), progress),
            Duration.ZERO),
        directory,
        shelf,
        choice.offline(),
        progress);
  }
}
