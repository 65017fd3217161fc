package jan4j.engine;

import jan4j.core.Engine;
import jan4j.core.ErrorCode;
import jan4j.core.Generation;
import jan4j.core.GenerationRequest;
import jan4j.core.JanException;
import jan4j.core.LoadOptions;
import jan4j.core.ModelEntry;
import jan4j.core.ModelId;
import jan4j.core.Sampling;
import jan4j.egress.Egress;
import jan4j.egress.Purpose;
import jan4j.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Answers with another server that speaks the OpenAI API: a running core of this machine.
/// Thread-safe; nothing is connected before the first request.
public final class RemoteEngine implements Engine {
  private static final Duration MODELS_TIMEOUT = Duration.ofSeconds(10);
  private static final int MAX_BODY_BYTES = 4 * 1024 * 1024;

  private final Egress egress;
  private final Purpose purpose;
  private final URI base;
  private final String apiKey;
  private final Set<RemoteGeneration> running = ConcurrentHashMap.newKeySet();

  /// @param base address of the server, without `/v1`
  /// @param apiKey sent as a bearer token, or the empty string
  public RemoteEngine(Egress egress, Purpose purpose, URI base, String apiKey) {
    this.egress = egress;
    this.purpose = purpose;
    this.base = base;
    this.apiKey = apiKey;
  }

  @Override
  public Generation start(GenerationRequest request) {
    RemoteRequest remote = RemoteRequest.of(request);
    HttpRequest http =
        to(remote.path())
            .header("Content-Type", "application/json")
            .header("Accept", "text/event-stream")
            .POST(HttpRequest.BodyPublishers.ofByteArray(Json.write(remote.body())))
            .build();
    RemoteGeneration answer =
        new RemoteGeneration(
            () -> send("an answer of " + request.model(), http),
            request.reportProgress(),
            running::remove);
    running.add(answer);
    answer.begin();
    return answer;
  }

  @Override
  public List<ModelEntry> models() {
    try (InputStream body =
        send("the list of models", to("/v1/models").timeout(MODELS_TIMEOUT).GET().build())) {
      String text = new String(body.readNBytes(MAX_BODY_BYTES), StandardCharsets.UTF_8);
      List<ModelEntry> models = new ArrayList<>();
      if (Json.readTree(text).get("data") instanceof List<?> data) {
        data.forEach(m -> add(m, models));
      }
      return models;
    } catch (IOException e) {
      throw new JanException(
          ErrorCode.UPSTREAM_FAILED,
          "reading the list of models from " + base + " failed: " + e,
          e);
    }
  }

  private static void add(Object model, List<ModelEntry> to) {
    if (!(model instanceof Map<?, ?> m)
        || !(m.get("id") instanceof String id)
        || !ModelId.isValid(id)) {
      return;
    }
    long created = m.get("created") instanceof Number n ? n.longValue() : 0;
    to.add(
        new ModelEntry(
            new ModelId(id),
            id,
            Path.of(""),
            0,
            Instant.ofEpochSecond(created),
            "",
            Sampling.DEFAULT,
            LoadOptions.DEFAULT,
            ""));
  }

  private HttpRequest.Builder to(String path) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(base.resolve(path));
    return apiKey.isEmpty() ? builder : builder.header("Authorization", "Bearer " + apiKey);
  }

  /// The body of a good answer.
  private InputStream send(String what, HttpRequest request) {
    HttpResponse<InputStream> response = egress.send(purpose, what, request);
    if (response.statusCode() == 200) {
      return response.body();
    }
    try (InputStream body = response.body()) {
      String text = new String(body.readNBytes(MAX_BODY_BYTES), StandardCharsets.UTF_8);
      throw RemoteError.of(response.statusCode(), text, base);
    } catch (IOException e) {
      throw new JanException(
          ErrorCode.UPSTREAM_FAILED, base + " broke off its error message: " + e, e);
    }
  }

  @Override
  public void close() {
    running.forEach(RemoteGeneration::close);
  }
}
