package jan4j.app;

import jan4j.core.Engine;
import jan4j.core.JanException;
import jan4j.core.ModelEntry;
import jan4j.engine.EngineStatus;
import jan4j.engine.LlamaCppEngine;
import java.nio.file.Path;
import java.util.List;

/// `chat`'s engine in this process, without HTTP. Thread-safe.
final class OwnCore implements ChatEngine {
  private final LlamaCppEngine engine;
  private final OverlayDirectory directory;
  private final ModelShelf shelf;
  private final boolean offline;
  private final ProgressPrinter progress;

  OwnCore(
      LlamaCppEngine engine,
      OverlayDirectory directory,
      ModelShelf shelf,
      boolean offline,
      ProgressPrinter progress) {
    this.engine = engine;
    this.directory = directory;
    this.shelf = shelf;
    this.offline = offline;
    this.progress = progress;
  }

  @Override
  public Engine engine() {
    return engine;
  }

  @Override
  public ModelEntry model(String idOrPath) {
    ModelEntry entry = here(idOrPath);
    shelf.nativeFolder(entry.load().devices(), offline, progress);
    return entry;
  }

  private ModelEntry here(String idOrPath) {
    if (isFile(idOrPath)) {
      return directory.add(shelf.file(Path.of(idOrPath).toAbsolutePath()));
    }
    ModelEntry entry =
        idOrPath.isEmpty() || idOrPath.equals(shelf.starter())
            ? shelf.pull(shelf.starter(), offline, progress)
            : shelf.find(idOrPath);
    return directory.find(entry.id()).orElse(entry);
  }

  /// Whether `-m` names a file rather than an id.
  static boolean isFile(String idOrPath) {
    return idOrPath.endsWith(".gguf");
  }

  @Override
  public List<ModelEntry> models() {
    return directory.list();
  }

  @Override
  public void prepare(ModelEntry model) {
    Thread.ofVirtual()
        .start(() -> {
          try {
            engine.load(model.id(), _ -> {});
          } catch (JanException e) {
            // The first question meets the same failure and reports it.
            System.getLogger(OwnCore.class.getName())
                .log(System.Logger.Level.DEBUG, "early load failed", e);
          }
        });
  }

  @Override
  public String loadedNotice(ModelEntry model) {
    return engine.status().find(model.id()).map(EngineStatus.ModelStatus::notice).orElse("");
  }

  @Override
  public void close() {
    engine.close();
  }
}
