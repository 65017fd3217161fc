package jan4j.app;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.core.ModelEntry;
import jan4j.core.ModelId;
import jan4j.egress.Purpose;
import jan4j.engine.RemoteEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Connects `chat` to the core that runs on this data folder, where one does and answers.
final class CoreClient implements EngineOpener.RunningCoreClient {
  private final HubShelf shelf;
  private final Path coreFolder;
  private final String apiKey;

  /// @param apiKey sent to the core, or the empty string
  CoreClient(HubShelf shelf, Path coreFolder, String apiKey) {
    this.shelf = shelf;
    this.coreFolder = coreFolder;
    this.apiKey = apiKey;
  }

  @Override
  public Optional<ChatEngine> connect(boolean offline, ProgressPrinter progress) {
    Optional<RunningCore> core = RunningCore.find(coreFolder);
    if (core.isEmpty()) {
      return Optional.empty();
    }
    RemoteEngine engine =
        new RemoteEngine(shelf.egress(offline), Purpose.OWN_CORE, core.get().url(), apiKey);
    try {
      engine.models();
      return Optional.of(new Connected(engine, shelf, offline, progress));
    } catch (JanException e) {
      // A file of a core that is gone, or a key that this user does not have: go on alone.
      System.getLogger(CoreClient.class.getName())
          .log(System.Logger.Level.INFO, "no use of " + core.get().url() + ": " + e.getMessage());
      engine.close();
      return Optional.empty();
    }
  }

  /// A running core as an engine; it reads the same data folder as this process.
  private record Connected(
      RemoteEngine engine, ModelShelf shelf, boolean offline, ProgressPrinter progress)
      implements ChatEngine {
    @Override
    public ModelEntry model(String idOrPath) {
      if (OwnCore.isFile(idOrPath)) {
        throw new JanException(
            ErrorCode.UNSUPPORTED,
            "a running core answers, which does not take files; end the conversation and start"
                + " it with -m "
                + idOrPath);
      }
      if (idOrPath.isEmpty() || idOrPath.equals(shelf.starter())) {
        return shelf.pull(shelf.starter(), offline, progress);
      }
      Optional<ModelEntry> here =
          ModelId.isValid(idOrPath)
              ? shelf.directory().find(new ModelId(idOrPath))
              : Optional.empty();
      return here.or(() -> remote(idOrPath)).orElseThrow(() -> none(idOrPath));
    }

    private Optional<ModelEntry> remote(String id) {
      return engine.models().stream().filter(m -> m.id().value().equals(id)).findFirst();
    }

    private JanException none(String id) {
      return new JanException(ErrorCode.MODEL_NOT_FOUND, ModelNames.none(id, engine.models()));
    }

    @Override
    public List<ModelEntry> models() {
      return engine.models();
    }

    /// A core loads at the first request.
    @Override
    public void prepare(ModelEntry model) {}

    /// The core does not tell.
    @Override
    public String loadedNotice(ModelEntry model) {
      return "";
    }

    @Override
    public void close() {
      engine.close();
    }
  }
}
