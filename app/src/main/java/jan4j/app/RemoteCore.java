package jan4j.app;

import jan4j.core.Engine;
import jan4j.core.JanException;
import jan4j.core.ModelEntry;
import jan4j.egress.Egress;
import jan4j.egress.Purpose;
import jan4j.engine.RemoteEngine;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// `chat`'s engine in a core that runs already. What is known of its models (recommended sampling,
/// notices) comes from the same data folder. Thread-safe.
final class RemoteCore implements ChatEngine {
  private static final Duration HEALTH_PATIENCE = Duration.ofSeconds(2);
  private static final int MAX_HEALTH_BYTES = 10_000;

  private final RemoteEngine engine;
  private final ModelShelf shelf;
  private final boolean offline;
  private final ProgressPrinter progress;

  private RemoteCore(
      RemoteEngine engine, ModelShelf shelf, boolean offline, ProgressPrinter progress) {
    this.engine = engine;
    this.shelf = shelf;
    this.offline = offline;
    this.progress = progress;
  }

  /// The core that `core.json` names, where it answers.
  static Optional<ChatEngine> connect(
      Path coreFolder, Egress egress, String apiKey, ModelShelf shelf, ProgressPrinter progress) {
    return RunningCore.find(coreFolder)
        .filter(core -> answers(core, egress))
        .map(core ->
            new RemoteCore(
                new RemoteEngine(egress, Purpose.OWN_CORE, core.url(), apiKey),
                shelf,
                egress.policy().offline(),
                progress));
  }

  /// Another program may have the port by now.
  private static boolean answers(RunningCore core, Egress egress) {
    HttpRequest request =
        HttpRequest.newBuilder(core.url().resolve("/health")).timeout(HEALTH_PATIENCE).build();
    try (InputStream body = egress.send(Purpose.OWN_CORE, "the core's health", request).body()) {
      String answer = new String(body.readNBytes(MAX_HEALTH_BYTES), StandardCharsets.UTF_8);
      return answer.contains("models_loaded") || answer.contains("invalid_api_key");
    } catch (IOException | JanException e) {
      System.getLogger(RemoteCore.class.getName())
          .log(System.Logger.Level.INFO, "the core at " + core.url() + " does not answer", e);
      return false;
    }
  }

  @Override
  public Engine engine() {
    return engine;
  }

  @Override
  public ModelEntry model(String idOrPath) {
    String id = idOrPath.isEmpty() ? shelf.starter() : idOrPath;
    return models().stream()
        .filter(m -> m.id().value().equals(id))
        .findFirst()
        .orElseGet(
            () -> id.equals(shelf.starter()) ? shelf.pull(id, offline, progress) : shelf.find(id));
  }

  @Override
  public List<ModelEntry> models() {
    List<ModelEntry> here = shelf.list();
    return engine.models().stream()
        .map(m -> here.stream().filter(h -> h.id().equals(m.id())).findFirst().orElse(m))
        .toList();
  }

  /// The core loads it with the first question.
  @Override
  public void prepare(ModelEntry model) {}

  @Override
  public String loadedNotice(ModelEntry model) {
    return "";
  }

  @Override
  public void close() {
    engine.close();
  }
}
