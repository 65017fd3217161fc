package jan4j.app;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.core.LoadOptions;
import jan4j.core.ModelEntry;
import jan4j.core.ModelId;
import jan4j.engine.EngineStatus;
import jan4j.engine.LlamaCppEngine;
import jan4j.engine.ModelState;
import jan4j.server.JanServer;
import jan4j.server.ServerOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/// Runs the core: engine, HTTP server and `core.json`, until the process gets a signal. The
/// shutdown hook ends the server first, so that open streams get their error event, then the engine
/// with its workers.
final class CoreRunner implements CoreStarter {
  private final Console console;
  private final ModelShelf shelf;
  private final LocalEngines engines;
  private final Path coreFolder;
  private final Path data;
  private final Clock clock;

  /// Where a core keeps what is its own.
  ///
  /// @param core where `core.json` stands
  /// @param data the data folder with the conversations
  record Folders(Path core, Path data) {}

  CoreRunner(
      Console console, ModelShelf shelf, LocalEngines engines, Folders folders, Clock clock) {
    this.console = console;
    this.shelf = shelf;
    this.engines = engines;
    this.coreFolder = folders.core();
    this.data = folders.data();
    this.clock = clock;
  }

  @Override
  public void runUntilStopped(Choice choice) throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    Running parts = start(choice);
    Thread hook =
        Thread.ofPlatform()
            .name("stop-core")
            .unstarted(() -> {
              parts.close();
              stopped.countDown();
            });
    Runtime.getRuntime().addShutdownHook(hook);
    prepare(choice, parts);
    console.note("Jan4j listens on " + parts.core.url() + " (Ctrl-C ends it)");
    stopped.await();
  }

  /// Brings the libraries, and loads the model that was asked for. What fails here fails again, and
  /// is told, at the request that needs it.
  private void prepare(Choice choice, Running parts) {
    try (ProgressPrinter progress = new ProgressPrinter(console)) {
      List<String> devices = choice.load().apply(LoadOptions.DEFAULT).devices();
      shelf.nativeFolder(devices, choice.offline(), progress);
    } catch (JanException e) {
      console.note("Models cannot be run yet: " + e.getMessage());
      return;
    }
    if (!choice.model().isEmpty()) {
      parts.load();
    }
  }

  private static ServerOptions options(Choice choice) {
    String version = VersionCommand.own();
    return ServerOptions.DEFAULT.with(o -> {
      o.host = choice.host();
      o.port = choice.port();
      o.apiKey = choice.apiKey();
      o.version = version;
      o.fingerprint = "b-jan4j-" + version;
    });
  }

  /// Starts everything.
  Running start(Choice choice) {
    ServerOptions options = options(choice);
    OverlayDirectory directory =
        new OverlayDirectory(shelf.directory(), load -> shelf.settled(choice.load().apply(load)));
    Supplier<ModelId> asked = () -> shelf.find(choice.model()).id();
    if (OwnCore.isFile(choice.model())) {
      ModelEntry file = directory.add(shelf.file(Path.of(choice.model()).toAbsolutePath()));
      asked = file::id;
    }
    ProgressPrinter progress = new ProgressPrinter(console);
    LlamaCppEngine engine =
        engines.open(
            directory,
            model -> {
              try (progress) {
                return shelf.nativeFolder(model.load().devices(), choice.offline(), progress);
              }
            },
            choice.idle());
    OpenConversations conversations;
    try {
      conversations = OpenConversations.open(data, engine, console);
    } catch (JanException e) {
      engine.close();
      throw new JanException(e.code(), e.getMessage() + where(), e);
    }
    try {
      JanServer server = listen(options, engine, conversations);
      RunningCore core =
          new RunningCore(ProcessHandle.current().pid(), server.url(), clock.instant());
      core.write(coreFolder);
      return new Running(engine, asked, server, core, coreFolder, conversations);
    } catch (RuntimeException e) {
      conversations.close();
      engine.close();
      throw e;
    }
  }

  private JanServer listen(
      ServerOptions options, LlamaCppEngine engine, OpenConversations conversations) {
    try {
      return JanServer.start(
          options, engine, () -> nLoaded(engine), clock, conversations.forServer());
    } catch (JanException e) {
      if (e.parameter().equals("port")) {
        throw new JanException(ErrorCode.BUSY, e.getMessage() + other(options.port()), e);
      }
      throw e;
    }
  }

  private String where() {
    return RunningCore.find(coreFolder).map(c -> "; it listens at " + c.url()).orElse("");
  }

  private String other(int port) {
    Optional<RunningCore> other =
        RunningCore.find(coreFolder).filter(c -> c.url().getPort() == port);
    return other
        .map(c ->
            ". A core of this data folder runs at "
                + c.url()
                + " (process "
                + c.pid()
                + ", since "
                + c.started().truncatedTo(ChronoUnit.SECONDS)
                + ")")
        .orElse("");
  }

  private static int nLoaded(LlamaCppEngine engine) {
    int count = 0;
    for (EngineStatus.ModelStatus model : engine.status().models()) {
      if (model.state() instanceof ModelState.Ready) {
        count++;
      }
    }
    return count;
  }

  /// A core that runs in this process; closing it stops everything and removes its file.
  ///
  /// @param model the one that was asked for; fails where there is no such model
  record Running(
      LlamaCppEngine engine,
      Supplier<ModelId> model,
      JanServer server,
      RunningCore core,
      Path coreFolder,
      OpenConversations conversations)
      implements AutoCloseable {
    /// Loads the model that was asked for and waits for it.
    void load() {
      engine.load(model.get(), _ -> {});
    }

    @Override
    public void close() {
      core.remove(coreFolder);
      try {
        server.close();
      } finally {
        conversations.close();
        engine.close();
      }
    }
  }
}
