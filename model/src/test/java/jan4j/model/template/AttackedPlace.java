package jan4j.model.template;

import jan4j.core.Message;
import jan4j.core.Part;
import jan4j.core.Role;
import jan4j.core.Tool;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where in a conversation a text from outside can stand.
enum AttackedPlace {
  SYSTEM("Be brief."),
  USER("How warm is it?"),
  LAST_USER("And in Rome?"),
  ASSISTANT("It is warm."),
  REASONING("They ask again."),
  RESULT("21 degrees"),
  RESULT_NAME("weather"),
  CALL_ID("call00001"),
  CALL_NAME("weather"),
  ARGUMENT_NAME("city"),
  ARGUMENT_VALUE("Paris"),
  TOOL_NAME("weather"),
  TOOL_DESCRIPTION("Tells the weather."),
  PARAMETER_NAME("city"),
  PARAMETER_DESCRIPTION("A place."),
  PARAMETER_CHOICE("Paris");

  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  private final String usual;

  AttackedPlace(String usual) {
    this.usual = usual;
  }

  /// A conversation with `text` in one place. Calls, results and tools are in it only where the
  /// place is theirs, so that a template which refuses them is attacked too.
  static TemplateInput conversation(AttackedPlace place, String text) {
    boolean calls = place.compareTo(REASONING) >= 0;
    List<Message> messages = new ArrayList<>();
    messages.add(Message.of(Role.SYSTEM, SYSTEM.or(place, text)));
    messages.add(Message.of(Role.USER, USER.or(place, text)));
    if (calls) {
      messages.add(call(place, text));
      messages.add(result(place, text));
    }
    messages.add(Message.of(Role.ASSISTANT, ASSISTANT.or(place, text)));
    messages.add(Message.of(Role.USER, LAST_USER.or(place, text)));
    if (place == REASONING) {
      messages.subList(messages.size() - 2, messages.size()).clear();
    }
    List<Tool> tools = calls ? List.of(tool(place, text)) : List.of();
    return new TemplateInput(messages, tools, Map.of(), "<s>", "</s>", true, CLOCK);
  }

  private String or(AttackedPlace attacked, String text) {
    return this == attacked ? text : usual;
  }

  private static Message call(AttackedPlace place, String text) {
    String key = ARGUMENT_NAME.or(place, text);
    String value = ARGUMENT_VALUE.or(place, text);
    Part.ToolCall call =
        new Part.ToolCall(
            CALL_ID.or(place, text),
            CALL_NAME.or(place, text),
            "{" + json(key) + ": " + json(value) + "}",
            Map.of(key, value));
    return new Message(
        Role.ASSISTANT, List.of(new Part.Reasoning(REASONING.or(place, text)), call), "", "");
  }

  private static String json(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  private static Message result(AttackedPlace place, String text) {
    return new Message(
        Role.TOOL,
        List.of(new Part.Text(RESULT.or(place, text))),
        RESULT_NAME.or(place, text),
        CALL_ID.or(place, text));
  }

  private static Tool tool(AttackedPlace place, String text) {
    String name = TOOL_NAME.or(place, text);
    String description = TOOL_DESCRIPTION.or(place, text);
    String parameter = PARAMETER_NAME.or(place, text);
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "string");
    schema.put("description", PARAMETER_DESCRIPTION.or(place, text));
    schema.put("enum", List.of(PARAMETER_CHOICE.or(place, text), "Oslo"));
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("type", "object");
    parameters.put("properties", Map.of(parameter, schema));
    parameters.put("required", List.of(parameter));
    Map<String, Object> function = new LinkedHashMap<>();
    function.put("name", name);
    function.put("description", description);
    function.put("parameters", parameters);
    Map<String, Object> definition = new LinkedHashMap<>();
    definition.put("type", "function");
    definition.put("function", function);
    return new Tool(name, description, definition);
  }
}
