package jan4j.model.template;

import jan4j.core.Message;
import jan4j.core.Part;
import jan4j.core.Role;
import jan4j.core.Tool;
import jan4j.model.jinja.Template;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Tools for templates that know none, in plain text, documented in `docs/dialects.md`: the tools
/// are described in the system text, calls are JSON in `<tool_call>` and results stand in
/// `<tool_response>` in a user turn. Dialect `generic` reads the answers.
final class GenericTools {
  private static final Template DESCRIPTION =
      Template.compile(
          """
          # Tools

          You may call one or more of these functions. Each line is the JSON definition of one:
          <tools>
          {% for tool in tools %}
          {{ tool | tojson }}
          {% endfor %}
          </tools>

          To call a function, answer with its name and arguments as a JSON object:
          <tool_call>
          {"name": <function name>, "arguments": <object of the arguments>}
          </tool_call>
          The results are given to you in <tool_response>. Where no function is needed, just answer.\
          """);
  private static final Template CALL =
      Template.compile(
          """
          <tool_call>
          {"name": {{ name | tojson }}, "arguments": {{ arguments }}}
          </tool_call>\
          """);

  private GenericTools() {}

  /// What the system text says of the tools.
  static String description(List<Tool> tools) {
    return DESCRIPTION
        .render(Map.of("tools", tools.stream().map(Tool::definition).toList()), Clock.systemUTC())
        .value();
  }

  /// An assistant's turn with its calls as text behind its other parts.
  static Message withCallsAsText(Message m) {
    List<Part> parts = new ArrayList<>();
    StringBuilder calls = new StringBuilder();
    for (Part part : m.parts()) {
      if (part instanceof Part.ToolCall c) {
        calls.append(calls.isEmpty() ? "" : "\n").append(text(c));
      } else {
        parts.add(part);
      }
    }
    parts.add(new Part.Text((m.text().isEmpty() ? "" : "\n") + calls));
    return new Message(m.role(), parts, m.name(), m.toolCallId());
  }

  private static String text(Part.ToolCall c) {
    String arguments = c.argumentsText().isBlank() ? "{}" : c.argumentsText().strip();
    return CALL.render(Map.of("name", c.name(), "arguments", arguments), Clock.systemUTC()).value();
  }

  /// A tool's answer as a user turn.
  static Message asUserTurn(Message m) {
    return Message.of(Role.USER, "<tool_response>\n" + m.text() + "\n</tool_response>");
  }
}
