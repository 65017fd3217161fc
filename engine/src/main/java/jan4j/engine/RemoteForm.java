package jan4j.engine;

import jan4j.core.AnswerForm;
import jan4j.core.OutputFormat;
import jan4j.core.ToolChoice;
import java.util.List;
import java.util.Map;

/// The shape of an answer in the words of the OpenAI API.
final class RemoteForm {
  private RemoteForm() {}

  /// Adds `response_format`, unless any text will do.
  static void format(OutputFormat format, Map<String, Object> body) {
    switch (format) {
      case OutputFormat.Text _ -> {}
      case OutputFormat.JsonObject _ -> body.put("response_format", Map.of("type", "json_object"));
      case OutputFormat.JsonSchema s ->
          body.put(
              "response_format",
              Map.of(
                  "type",
                  "json_schema",
                  "json_schema",
                  Map.of("name", "answer", "schema", s.schema(), "strict", !s.bestEffort())));
    }
  }

  /// Adds `tool_choice` and `parallel_tool_calls`, unless they are the defaults.
  static void tools(AnswerForm form, Map<String, Object> body) {
    if (!form.parallelCalls()) {
      body.put("parallel_tool_calls", false);
    }
    ToolChoice choice = form.toolChoice();
    String mode = choice.mode() == ToolChoice.Mode.AUTO ? "auto" : "required";
    if (!choice.names().isEmpty()) {
      List<Map<String, Object>> named = choice.names().stream().map(RemoteForm::function).toList();
      body.put(
          "tool_choice",
          choice.mode() == ToolChoice.Mode.REQUIRED && named.size() == 1
              ? named.getFirst()
              : Map.of(
                  "type", "allowed_tools", "allowed_tools", Map.of("mode", mode, "tools", named)));
    } else if (choice.mode() == ToolChoice.Mode.REQUIRED) {
      body.put("tool_choice", mode);
    }
  }

  private static Map<String, Object> function(String name) {
    return Map.of("type", "function", "function", Map.of("name", name));
  }
}
