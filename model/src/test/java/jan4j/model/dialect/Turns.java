package jan4j.model.dialect;

import jan4j.core.Tool;
import jan4j.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The assistant's turns that every template must be read back from, and the tools that they call.
final class Turns {
  private static final String TOOLS =
      """
      {"tools": [
        {"type": "function", "function": {
          "name": "get_weather",
          "description": "Says the weather.",
          "parameters": {
            "type": "object",
            "properties": {
              "city": {"type": "string", "description": "A city."},
              "days": {"type": "integer", "description": "How many."}},
            "required": ["city"]}}},
        {"type": "function", "function": {
          "name": "ping",
          "description": "Does nothing.",
          "parameters": {"type": "object", "properties": {}, "required": []}}},
        {"type": "function", "function": {
          "name": "store",
          "description": "Keeps values.",
          "parameters": {
            "type": "object",
            "properties": {
              "text": {"type": "string", "description": "A text."},
              "count": {"type": "integer", "description": "A count."},
              "ratio": {"type": "number", "description": "A ratio."},
              "flag": {"type": "boolean", "description": "A flag."},
              "tags": {
                "type": "array", "items": {"type": "string"}, "description": "Some tags."},
              "nested": {
                "type": "object",
                "description": "A tree.",
                "properties": {
                  "a": {
                    "type": "object",
                    "properties": {"b": {"type": "array", "items": {"type": "integer"}}}}}},
              "nothing": {"description": "Always null."}},
            "required": ["text"]}}}
      ]}
      """;

  private static final String HARD =
      """
      {"text": "He said \\"hi\\" \\\\ 'x'\\n<b>&amp; </b> 你好 {}",
       "count": 42, "ratio": 1.5, "flag": true, "tags": ["a", "b \\"q\\""],
       "nested": {"a": {"b": [1, 2]}}, "nothing": null}
      """;

  static final List<Turn> ALL =
      List.of(
          new Turn("one call", "", "", List.of(weather("Paris", 2))),
          new Turn("two calls", "", "", List.of(weather("Paris", 2), weather("Rome", 3))),
          new Turn("text and call", "Let me look.", "", List.of(weather("Paris", 2))),
          new Turn("reasoning and call", "", "They ask.\nI look.", List.of(weather("Paris", 2))),
          new Turn("reasoning", "It is four.", "Two and two.\nThat is 4.", List.of()),
          new Turn("no arguments", "", "", List.of(new Call("ping", Map.of()))),
          new Turn("braces and tags", "Use {\"a\": 1}, [x] or <b>bold</b> {{y}}.", "", List.of()),
          new Turn("hard call", "", "", List.of(new Call("store", Json.readTree(HARD)))));

  private Turns() {}

  /// A call.
  record Call(String name, Map<String, Object> arguments) {}

  /// What an assistant says.
  record Turn(String name, String content, String reasoning, List<Call> calls) {}

  private static Call weather(String city, int days) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("city", city);
    arguments.put("days", days);
    return new Call("get_weather", arguments);
  }

  /// The tools' definitions as a template gets them.
  static Object definitions() {
    return Json.readTree(TOOLS).get("tools");
  }

  /// The tools.
  static List<Tool> tools() {
    List<Tool> out = new ArrayList<>();
    for (Object definition : (List<?>) definitions()) {
      @SuppressWarnings("unchecked")
      Map<String, Object> map = (Map<String, Object>) definition;
      Map<?, ?> function = (Map<?, ?>) map.get("function");
      out.add(new Tool(function.get("name").toString(), "", map));
    }
    return out;
  }

  /// The turn as a template gets it, its reasoning under every name that templates know.
  static Map<String, Object> message(Turn turn, boolean argumentsAsText) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("role", "assistant");
    out.put("content", turn.content());
    if (!turn.reasoning().isEmpty()) {
      for (String name : List.of("reasoning_content", "reasoning", "thinking")) {
        out.put(name, turn.reasoning());
      }
    }
    List<Object> calls = new ArrayList<>();
    for (Call call : turn.calls()) {
      Object arguments =
          argumentsAsText
              ? Json.writeText(call.arguments())
              : new LinkedHashMap<>(call.arguments());
      Map<String, Object> function = new LinkedHashMap<>();
      function.put("name", call.name());
      function.put("arguments", arguments);
      calls.add(Map.of("id", "call0000" + calls.size(), "type", "function", "function", function));
    }
    if (!calls.isEmpty()) {
      out.put("tool_calls", calls);
    }
    return out;
  }
}
