package jan4j.model.template;

import jan4j.model.jinja.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The messages of the probes, as template variables.
final class ProbeMessages {
  /// Stands in the text that must appear.
  static final String MARK = "jan4jprobe";

  /// Stands in the second such text.
  static final String MARK_2 = "jan4jsecond";

  /// The names of the tools that are offered and called.
  static final String TOOL = "jan4j_tool_a";

  static final String TOOL_2 = "jan4j_tool_b";

  /// The name and the value of the argument of a call.
  static final String KEY = "jan4jkey";

  static final String VALUE = "jan4jvalue";

  private ProbeMessages() {}

  /// Text content as a list of one part.
  static Object parts(String text) {
    Map<String, Object> part = new LinkedHashMap<>();
    part.put("type", Text.trusted("text"));
    part.put("text", Text.untrusted(text));
    return List.of(part);
  }

  static Map<String, @Nullable Object> message(String role, @Nullable Object content) {
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    out.put("role", Text.trusted(role));
    out.put("content", content);
    return out;
  }

  /// An assistant's turn with calls of the tools.
  ///
  /// @param asText whether the arguments are JSON text
  static Map<String, @Nullable Object> calls(
      @Nullable Object content, boolean asText, String... names) {
    List<Object> calls = new ArrayList<>();
    for (String name : names) {
      Map<String, Object> function = new LinkedHashMap<>();
      function.put("name", name);
      function.put(
          "arguments", asText ? "{\"" + KEY + "\": \"" + VALUE + "\"}" : Map.of(KEY, VALUE));
      Map<String, Object> call = new LinkedHashMap<>();
      call.put("id", id(name));
      call.put("type", Text.trusted("function"));
      call.put("function", function);
      calls.add(call);
    }
    Map<String, @Nullable Object> out = message("assistant", content);
    out.put("tool_calls", calls);
    return out;
  }

  /// Nine letters and digits, which some templates ask for.
  private static String id(String tool) {
    return tool.equals(TOOL) ? "call00001" : "call00002";
  }

  static Map<String, @Nullable Object> result(String tool, String text) {
    Map<String, @Nullable Object> out = message("tool", text);
    out.put("name", tool);
    out.put("tool_call_id", id(tool));
    return out;
  }

  static List<Object> tools() {
    return List.of(tool(TOOL), tool(TOOL_2));
  }

  private static Map<String, Object> tool(String name) {
    Map<String, Object> key = new LinkedHashMap<>();
    key.put("type", "string");
    key.put("description", "A word.");
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("type", "object");
    parameters.put("properties", Map.of(KEY, key));
    parameters.put("required", List.of(KEY));
    Map<String, Object> function = new LinkedHashMap<>();
    function.put("name", name);
    function.put("description", "A function.");
    function.put("parameters", parameters);
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("type", "function");
    out.put("function", function);
    return out;
  }
}
