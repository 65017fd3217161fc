package jan4j.app;

import jan4j.core.LoadOptions;
import jan4j.core.ModelDirectory;
import jan4j.core.ModelEntry;
import jan4j.core.ModelId;
import jan4j.core.Sampling;
import jan4j.engine.AlarmClock;
import jan4j.engine.JvmWorkerLauncher;
import jan4j.engine.LlamaCppEngine;
import jan4j.engine.LlamaCppSettings;
import jan4j.engine.ModelState;
import jan4j.server.JanServer;
import jan4j.server.ServerOptions;
import jan4j.testkit.RawHttpClient;
import jan4j.testkit.RawHttpResponse;
import jan4j.testkit.TestEnvironment;
import jan4j.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// Server, engine and real workers over models in a folder, as `jan4j serve` wires them.
final class RealStack implements AutoCloseable, ModelDirectory {
  private final Map<ModelId, ModelEntry> models = new ConcurrentHashMap<>();
  final LlamaCppEngine engine;
  final JanServer server;

  RealStack(Path nativeFolder, String... workerFlags) {
    List<String> flags =
        new ArrayList<>(
            List.of("-XX:+UseSerialGC", "-Xmx256m", "--enable-native-access=ALL-UNNAMED"));
    flags.addAll(List.of(workerFlags));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    LlamaCppSettings settings =
        LlamaCppSettings.of(2)
            .with(s -> {
              s.idleTimeout = Duration.ZERO;
              s.softwareVulkan = true;
              s.stopGrace = Duration.ofSeconds(5);
            });
    engine =
        new LlamaCppEngine(
            this,
            new JvmWorkerLauncher(java, flags, workerClassPath()),
            _ -> nativeFolder,
            settings,
            AlarmClock.system());
    server =
        JanServer.start(
            ServerOptions.DEFAULT.with(o -> o.port = 0), engine, () -> 0, Clock.systemUTC());
  }

  static String workerClassPath() {
    Path folder = TestEnvironment.repositoryRoot().resolve("worker/target/dist/lib");
    Assumptions.assumeTrue(
        Files.isDirectory(folder), "the worker is not packaged; run mvn package, or ./jan4j test");
    try (Stream<Path> jars = Files.list(folder)) {
      return jars.map(Path::toString)
          .sorted()
          .collect(Collectors.joining(System.getProperty("path.separator")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Adds a model that is loaded as `load` says.
  ModelId add(String id, Path file, LoadOptions load) {
    ModelId model = new ModelId(id);
    models.put(
        model, new ModelEntry(model, id, file, 0, Instant.EPOCH, "", Sampling.DEFAULT, load, ""));
    return model;
  }

  static LoadOptions options(int nCtx, int nGpuLayers, String... devices) {
    LoadOptions d = LoadOptions.DEFAULT;
    return new LoadOptions(
        nCtx,
        d.nBatch(),
        d.nUbatch(),
        d.nSeqMax(),
        d.nThreads(),
        d.nThreadsBatch(),
        nGpuLayers,
        d.cacheTypeK(),
        d.cacheTypeV(),
        d.flashAttention(),
        d.memoryMap(),
        d.swaFull(),
        List.of(devices));
  }

  /// A text completion, greedy, not streamed.
  RawHttpResponse complete(ModelId model, String prompt, int maxTokens) {
    String body =
        Json.writeText(
            Map.of(
                "model",
                model.value(),
                "prompt",
                prompt,
                "max_tokens",
                maxTokens,
                "temperature",
                0,
                "ignore_eos",
                true));
    try (RawHttpClient client = RawHttpClient.connect(server.port())) {
      return client.postJson("/v1/completions", body).readResponse();
    }
  }

  /// The text of a completion that must succeed.
  String text(ModelId model, String prompt, int maxTokens) {
    RawHttpResponse response = complete(model, prompt, maxTokens);
    if (response.status() != 200) {
      throw new AssertionError(response.status() + " " + response.text());
    }
    Object choices = Json.readTree(response.text()).get("choices");
    return String.valueOf(((Map<?, ?>) ((List<?>) choices).getFirst()).get("text"));
  }

  /// The error object of an answer.
  static Map<?, ?> error(RawHttpResponse response) {
    return (Map<?, ?>) Json.readTree(response.text()).get("error");
  }

  ModelState state(ModelId model) {
    return engine.status().state(model);
  }

  @Override
  public List<ModelEntry> list() {
    return List.copyOf(models.values());
  }

  @Override
  public Optional<ModelEntry> find(ModelId id) {
    return Optional.ofNullable(models.get(id));
  }

  @Override
  public void close() {
    server.close();
    engine.close();
  }
}
