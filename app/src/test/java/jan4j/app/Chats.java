package jan4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.testkit.RawHttpClient;
import jan4j.testkit.RawHttpResponse;
import jan4j.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Asks a stack over HTTP, and reads its answers as a client would.
final class Chats {
  private final RealStack stack;
  private final String model;

  Chats(RealStack stack, String model) {
    this.stack = stack;
    this.model = model;
  }

  /// A tool call as a client has it in the end.
  record Call(String id, String name, String arguments) {}

  /// An answer as a client has it in the end.
  record Answer(
      String content, String reasoning, List<Call> calls, String reason, int completionTokens) {}

  RawHttpResponse post(String path, Map<String, Object> fields) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("model", model);
    if (path.endsWith("chat/completions")) {
      body.put("messages", List.of(Map.of("role", "user", "content", "What time is it in Oslo?")));
    } else {
      body.put("prompt", "What time is it in Oslo?");
    }
    body.putAll(fields);
    try (RawHttpClient client = RawHttpClient.connect(stack.server.port())) {
      return client.postJson(path, Json.writeText(body)).readResponse();
    }
  }

  /// A chat answer in one piece.
  Answer whole(Map<String, Object> fields) {
    RawHttpResponse response = post("/v1/chat/completions", fields);
    assertThat(response.status()).as(response.text()).isEqualTo(200);
    Map<?, ?> choice = choice(Json.readTree(response.text()));
    Map<?, ?> message = map(choice.get("message"));
    List<Call> calls = new ArrayList<>();
    for (Object call : list(message.get("tool_calls"))) {
      Map<?, ?> function = map(map(call).get("function"));
      calls.add(
          new Call(
              text(map(call).get("id")),
              text(function.get("name")),
              text(function.get("arguments"))));
    }
    return new Answer(
        text(message.get("content")),
        text(message.get("reasoning_content")),
        calls,
        text(choice.get("finish_reason")),
        0);
  }

  /// A chat answer put together from its chunks.
  Answer streamed(Map<String, Object> fields) {
    Map<String, Object> all = new LinkedHashMap<>(fields);
    all.put("stream", true);
    all.put("stream_options", Map.of("include_usage", true));
    RawHttpResponse response = post("/v1/chat/completions", all);
    assertThat(response.status()).as(response.text()).isEqualTo(200);
    StringBuilder content = new StringBuilder();
    StringBuilder reasoning = new StringBuilder();
    Map<Integer, String[]> calls = new TreeMap<>();
    String reason = "";
    int completionTokens = 0;
    for (String line : response.text().split("\n", -1)) {
      if (!line.startsWith("data: {")) {
        continue;
      }
      Map<?, ?> chunk = Json.readTree(line.substring(6));
      if (map(chunk.get("usage")).get("completion_tokens") instanceof Integer n) {
        completionTokens = n;
        continue;
      }
      Map<?, ?> choice = choice(chunk);
      Map<?, ?> delta = map(choice.get("delta"));
      content.append(text(delta.get("content")));
      reasoning.append(text(delta.get("reasoning_content")));
      list(delta.get("tool_calls")).forEach(c -> add(map(c), calls));
      reason += text(choice.get("finish_reason"));
    }
    assertThat(response.text()).endsWith("data: [DONE]\n\n");
    return new Answer(
        content.toString(),
        reasoning.toString(),
        calls.values().stream().map(c -> new Call(c[0], c[1], c[2])).toList(),
        reason,
        completionTokens);
  }

  /// As OpenAI's clients do: the id and the name come with the first fragment of an index alone.
  private static void add(Map<?, ?> fragment, Map<Integer, String[]> calls) {
    int index = ((Number) fragment.get("index")).intValue();
    Map<?, ?> function = map(fragment.get("function"));
    boolean first = !calls.containsKey(index);
    assertThat(fragment.containsKey("id")).isEqualTo(first);
    assertThat(function.containsKey("name")).isEqualTo(first);
    String[] call = calls.computeIfAbsent(index, _ -> new String[] {"", "", ""});
    call[0] += text(fragment.get("id"));
    call[1] += text(function.get("name"));
    call[2] += text(function.get("arguments"));
  }

  static Map<?, ?> choice(Map<?, ?> answer) {
    return map(list(answer.get("choices")).getFirst());
  }

  static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  static String text(@Nullable Object value) {
    return value instanceof String text ? text : "";
  }
}
