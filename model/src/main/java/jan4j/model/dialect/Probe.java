package jan4j.model.dialect;

import jan4j.core.Tool;
import jan4j.model.jinja.Template;
import jan4j.model.jinja.TemplateException;
import jan4j.model.jinja.Text;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Renders small conversations to see how a template writes the assistant's turn. For one thread.
final class Probe {
  /// The tool that is offered and called.
  static final String TOOL = "probe_tool";

  /// Its one argument's value.
  static final String VALUE = "Paris";

  /// The text of the plain turn.
  static final String TEXT = "It is fine.";

  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
  private static final int PROMPT_TAIL = 40;

  private final Template template;
  private final List<Tags> tags;
  private final String prompt;
  private final String question;

  Probe(Template template, List<Tags> tags) {
    this.template = template;
    this.tags = tags;
    this.prompt = render(List.of(user()), true);
    this.question = render(List.of(user()), false);
  }

  /// What a template writes for an assistant's turn.
  ///
  /// @param promptTail the end of the prompt behind which it stands
  record Turn(String promptTail, String text) {}

  /// The tools that are offered.
  static List<Tool> tools() {
    return List.of(new Tool(TOOL, "A probe.", definition()));
  }

  /// Whether the prompt tells the model of the tools.
  boolean offersTools() {
    return prompt.contains(TOOL);
  }

  /// The end of the prompt, whatever the question, by which it is known again.
  String promptEnd() {
    String other = render(List.of(user("Bye, then!")), true);
    int max = Math.min(Math.min(prompt.length(), other.length()), PROMPT_TAIL);
    int n = 0;
    while (n < max
        && prompt.charAt(prompt.length() - 1 - n) == other.charAt(other.length() - 1 - n)) {
      n++;
    }
    return prompt.substring(prompt.length() - n);
  }

  /// The turn with a text alone.
  Optional<Turn> plain() {
    return turn(TEXT, Map.of()).filter(t -> t.text().contains(TEXT));
  }

  /// The turn with one call, in the ways in which clients write one, of those that show the call.
  List<Turn> calls() {
    List<Turn> out = new ArrayList<>();
    for (Object arguments : List.of(Map.of("place", VALUE), "{\"place\": \"" + VALUE + "\"}")) {
      Map<String, Object> function = new LinkedHashMap<>();
      function.put("name", TOOL);
      function.put("arguments", arguments);
      Map<String, Object> call = new LinkedHashMap<>();
      call.put("id", "probecall");
      call.put("type", Text.trusted("function"));
      call.put("function", function);
      Map<String, Object> more = Map.of("tool_calls", List.of(call));
      turn("", more).ifPresent(out::add);
      turn(null, more).ifPresent(out::add);
    }
    return out.stream().filter(t -> t.text().contains(TOOL) && t.text().contains(VALUE)).toList();
  }

  private Optional<Turn> turn(@Nullable String content, Map<String, Object> more) {
    Map<String, @Nullable Object> message = new LinkedHashMap<>();
    message.put("role", Text.trusted("assistant"));
    message.put("content", content);
    message.putAll(more);
    String full = render(List.of(user(), message), false);
    for (String before : beginnings()) {
      if (!before.isEmpty() && full.startsWith(before)) {
        return Optional.of(new Turn(before, full.substring(before.length())));
      }
    }
    return Optional.empty();
  }

  /// The prompt, also without the reasoning that its end opens or skips, and the question alone.
  private List<String> beginnings() {
    List<String> out = new ArrayList<>();
    out.add(prompt);
    for (Tags pair : tags) {
      String end = prompt.stripTrailing();
      String open = pair.open().strip();
      String inner = end.endsWith(pair.close()) ? cut(end, pair.close()).stripTrailing() : end;
      if (inner.endsWith(open)) {
        out.add(cut(inner, open));
      }
      if (end.endsWith(pair.close())) {
        out.add(cut(end, pair.close()));
      }
    }
    out.add(question);
    return out;
  }

  private static String cut(String text, String end) {
    return text.substring(0, text.length() - end.length());
  }

  private static Map<String, Object> user() {
    return user("Hello.");
  }

  private static Map<String, Object> user(String content) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("role", Text.trusted("user"));
    out.put("content", content);
    return out;
  }

  private String render(List<? extends Map<String, ?>> messages, boolean generate) {
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("messages", messages);
    variables.put("tools", List.of(definition()));
    variables.put("functions", "[]");
    variables.put("datetime", "2026-01-02");
    variables.put("bos_token", Text.trusted(""));
    variables.put("eos_token", Text.trusted(""));
    variables.put("add_generation_prompt", generate);
    try {
      return template.render(variables, CLOCK).value();
    } catch (TemplateException _) {
      return "";
    }
  }

  private static Map<String, Object> definition() {
    Map<String, Object> place = new LinkedHashMap<>();
    place.put("type", "string");
    place.put("description", "A place.");
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("type", "object");
    parameters.put("properties", Map.of("place", place));
    parameters.put("required", List.of("place"));
    Map<String, Object> function = new LinkedHashMap<>();
    function.put("name", TOOL);
    function.put("description", "A probe.");
    function.put("parameters", parameters);
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("type", "function");
    out.put("function", function);
    return out;
  }
}
