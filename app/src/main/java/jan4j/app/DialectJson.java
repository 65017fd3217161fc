package jan4j.app;

import jan4j.model.dialect.AssembledMessage;
import jan4j.model.dialect.OutputEvent;
import jan4j.wire.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/// What `models parse` prints as JSON. Arguments are printed as the model wrote them, so that no
/// number loses a digit.
final class DialectJson {
  private DialectJson() {}

  /// The message on one line.
  static String message(AssembledMessage message, String dialect) {
    StringBuilder out = new StringBuilder("{\"content\":").append(text(message.content()));
    out.append(",\"reasoning_content\":").append(text(message.reasoning()));
    out.append(",\"tool_calls\":[");
    String separator = "";
    for (AssembledMessage.Call call : message.calls()) {
      out.append(separator).append("{\"name\":").append(Json.writeText(call.name()));
      out.append(",\"arguments\":").append(onOneLine(call.arguments())).append('}');
      separator = ",";
    }
    out.append("],\"dialect\":").append(Json.writeText(dialect));
    out.append(message.broken() ? ",\"broken\":true}" : "}");
    return out.toString();
  }

  private static String text(String text) {
    return text.isEmpty() ? "null" : Json.writeText(text);
  }

  /// In a JSON text, line breaks stand only between values.
  private static String onOneLine(String json) {
    return json.replace('\n', ' ').replace('\r', ' ');
  }

  /// An event on one line.
  static String event(OutputEvent event) {
    Map<String, Object> out = new LinkedHashMap<>();
    switch (event) {
      case OutputEvent.Text(String text) -> {
        out.put("type", "text");
        out.put("text", text);
      }
      case OutputEvent.Reasoning(String text) -> {
        out.put("type", "reasoning");
        out.put("text", text);
      }
      case OutputEvent.CallStart(int index, String id, String name) -> {
        out.put("type", "call_start");
        out.put("index", index);
        out.put("id", id);
        out.put("name", name);
      }
      case OutputEvent.CallArguments(int index, String fragment) -> {
        out.put("type", "call_arguments");
        out.put("index", index);
        out.put("arguments", fragment);
      }
      case OutputEvent.CallEnd(int index) -> {
        out.put("type", "call_end");
        out.put("index", index);
      }
      case OutputEvent.Broken(String what) -> {
        out.put("type", "broken");
        out.put("message", what);
      }
    }
    return Json.writeText(out);
  }
}
