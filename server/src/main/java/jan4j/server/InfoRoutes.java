package jan4j.server;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jan4j.core.Engine;
import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.wire.Json;
import jan4j.wire.openai.ModelList;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/// The routes that only tell: health, models, and what this is. Thread-safe.
record InfoRoutes(Engine engine, Models models, String version, IntSupplier loadedModels) {
  static final String MODELS = "/v1/models/";

  void health(ServerRequest request, ServerResponse response) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("status", "ok");
    out.put("version", version);
    out.put("models_loaded", loadedModels.getAsInt());
    send(request, response, out);
  }

  void root(ServerRequest request, ServerResponse response) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("name", "Jan4j");
    out.put("version", version);
    out.put("routes", List.of("/health", "/v1/models", "/v1/chat/completions", "/v1/completions"));
    send(request, response, out);
  }

  void models(ServerRequest request, ServerResponse response) {
    send(request, response, ModelList.of(engine.models()));
  }

  /// Takes ids that hold `/`, encoded or not.
  void model(ServerRequest request, ServerResponse response) {
    String raw = request.prologue().uriPath().rawPath().substring(MODELS.length());
    String id;
    try {
      id = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new JanException(
          ErrorCode.INVALID_REQUEST, "the model id in the path has a broken % escape", e);
    }
    if (id.isEmpty()) {
      throw new JanException(ErrorCode.MODEL_NOT_FOUND, "the path names no model");
    }
    send(request, response, ModelList.Model.of(models.choose(id)));
  }

  private static void send(ServerRequest request, ServerResponse response, Object value) {
    ErrorEdge.sendJson(request, response, Json.write(value));
  }
}
