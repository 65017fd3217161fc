package jan4j.model.bench;

import jan4j.core.Message;
import jan4j.core.Part;
import jan4j.core.Role;
import jan4j.core.Tool;
import jan4j.model.jinja.Text;
import jan4j.model.template.TemplateInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A conversation of 20 messages with three tools on offer, four calls and their results.
final class Conversation {
  static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  private static final String SENTENCE =
      "The river runs through the old town, past the market and the mill, and turns south. ";

  private Conversation() {}

  /// A template of the corpus, whose folder is the system property `jan4j.bench.templates`.
  static String source(String template) throws IOException {
    Path folder = Path.of(System.getProperty("jan4j.bench.templates", "."));
    return Files.readString(folder.resolve(template + ".jinja"));
  }

  static TemplateInput input() {
    List<Message> messages = new ArrayList<>();
    messages.add(Message.of(Role.SYSTEM, "You are helpful. " + SENTENCE.repeat(3)));
    for (int i = 0; i < 4; i++) {
      String id = "call0000" + i;
      messages.add(Message.of(Role.USER, "Question " + i + ": " + SENTENCE.repeat(2)));
      messages.add(new Message(Role.ASSISTANT, List.of(call(id, i)), "", ""));
      List<Part> result =
          List.of(new Part.Text("{\"temperature\": " + i + ", \"sky\": \"clear\"}"));
      messages.add(new Message(Role.TOOL, result, "get_weather", id));
      messages.add(Message.of(Role.ASSISTANT, "Answer " + i + ": " + SENTENCE.repeat(4)));
    }
    messages.add(Message.of(Role.USER, "Thank you."));
    messages.add(Message.of(Role.ASSISTANT, "You are welcome."));
    messages.add(Message.of(Role.USER, "And tomorrow? " + SENTENCE));
    return new TemplateInput(messages, tools(), Map.of(), "<s>", "</s>", true, CLOCK);
  }

  private static Part call(String id, int i) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("city", "Paris");
    arguments.put("unit", "celsius");
    arguments.put("days", (long) i);
    String text = "{\"city\": \"Paris\", \"unit\": \"celsius\", \"days\": " + i + "}";
    return new Part.ToolCall(id, "get_weather", text, arguments);
  }

  private static List<Tool> tools() {
    List<Tool> out = new ArrayList<>();
    for (String name : List.of("get_weather", "get_forecast", "get_tides")) {
      Map<String, Object> properties = new LinkedHashMap<>();
      properties.put("city", property("string", "The name of a city, such as Paris."));
      properties.put("unit", property("string", "celsius or fahrenheit."));
      properties.put("days", property("integer", "How many days to look ahead."));
      Map<String, Object> parameters = new LinkedHashMap<>();
      parameters.put("type", "object");
      parameters.put("properties", properties);
      parameters.put("required", List.of("city"));
      Map<String, Object> function = new LinkedHashMap<>();
      function.put("name", name);
      function.put("description", "Looks up what a city may expect.");
      function.put("parameters", parameters);
      Map<String, Object> definition = new LinkedHashMap<>();
      definition.put("type", "function");
      definition.put("function", function);
      out.add(new Tool(name, "Looks up what a city may expect.", definition));
    }
    return out;
  }

  private static Map<String, Object> property(String type, String description) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("type", type);
    out.put("description", description);
    return out;
  }

  /// The same conversation as template variables, as far as every template takes it.
  static Map<String, Object> variables() {
    TemplateInput input = input();
    List<Object> messages = new ArrayList<>();
    for (Message m : input.messages()) {
      messages.add(variables(m));
    }
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("messages", messages);
    out.put("tools", input.tools().stream().<Object>map(Tool::definition).toList());
    out.put("bos_token", Text.trusted(input.bosToken()));
    out.put("eos_token", Text.trusted(input.eosToken()));
    out.put("add_generation_prompt", true);
    return out;
  }

  private static Map<String, Object> variables(Message m) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("role", Text.trusted(m.role().word()));
    out.put("content", m.text());
    for (Part part : m.parts()) {
      if (part instanceof Part.ToolCall c) {
        Map<String, Object> function = new LinkedHashMap<>();
        function.put("name", c.name());
        function.put("arguments", c.arguments());
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("id", c.id());
        call.put("type", Text.trusted("function"));
        call.put("function", function);
        out.put("tool_calls", List.of(call));
      }
    }
    if (!m.toolCallId().isEmpty()) {
      out.put("tool_call_id", m.toolCallId());
      out.put("name", m.name());
    }
    return out;
  }
}
