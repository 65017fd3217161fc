package jan4j.model.template;

import jan4j.core.Message;
import jan4j.core.Part;
import jan4j.core.Role;
import jan4j.core.Tool;
import jan4j.model.jinja.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The variables of a chat template, named as transformers names them. Everything that came from a
/// client or a model is untrusted; roles, types and the model's own tokens are trusted.
final class TemplateVariables {
  private TemplateVariables() {}

  static Map<String, Object> of(TemplateInput input, ConversationAdapter conversation) {
    Map<String, Object> out = new LinkedHashMap<>(input.variables());
    List<Object> messages = new ArrayList<>();
    for (Message m : conversation.messages()) {
      messages.add(message(m, conversation.probe()));
    }
    out.put("messages", messages);
    if (conversation.withTools()) {
      List<Object> tools = new ArrayList<>();
      for (Tool tool : input.tools()) {
        tools.add(tool.definition());
      }
      out.put("tools", tools);
    }
    out.put("bos_token", Text.trusted(input.bosToken()));
    out.put("eos_token", Text.trusted(input.eosToken()));
    out.put("add_generation_prompt", input.addGenerationPrompt());
    return out;
  }

  private static Map<String, @Nullable Object> message(Message m, TemplateProbe probe) {
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    out.put("role", Text.trusted(m.role().word()));
    out.put("content", content(m, probe));
    if (!m.name().isEmpty()) {
      out.put("name", m.name());
    }
    if (!m.toolCallId().isEmpty()) {
      out.put("tool_call_id", m.toolCallId());
    }
    StringBuilder reasoning = new StringBuilder();
    List<Object> calls = new ArrayList<>();
    for (Part part : m.parts()) {
      switch (part) {
        case Part.Text _ -> {}
        case Part.Reasoning r -> reasoning.append(r.text());
        case Part.ToolCall c -> calls.add(call(c, probe.argumentsAsText()));
      }
    }
    if (!reasoning.isEmpty()) {
      out.put(probe.reasoningField(), reasoning.toString());
    }
    if (!calls.isEmpty()) {
      out.put("tool_calls", calls);
    }
    return out;
  }

  /// Text content. Beside calls it stays an empty text where there is none, which many templates
  /// join or trim, unless the template shows calls only beside null.
  private static @Nullable Object content(Message m, TemplateProbe probe) {
    String text = m.text();
    boolean calls = m.parts().stream().anyMatch(p -> p instanceof Part.ToolCall);
    if (text.isEmpty() && calls && probe.nullBesideCalls()) {
      return null;
    }
    boolean asParts = probe.partsOnly() && (!text.isEmpty() || m.role() == Role.USER);
    return asParts ? ProbeMessages.parts(text) : text;
  }

  private static Map<String, @Nullable Object> call(Part.ToolCall c, boolean asText) {
    Map<String, @Nullable Object> function = new LinkedHashMap<>();
    function.put("name", c.name());
    boolean isObject =
        !asText && (!c.arguments().isEmpty() || c.argumentsText().isBlank() || isEmptyObject(c));
    function.put("arguments", isObject ? c.arguments() : text(c));
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    out.put("id", c.id());
    out.put("type", Text.trusted("function"));
    out.put("function", function);
    return out;
  }

  private static String text(Part.ToolCall c) {
    return c.argumentsText().isBlank() ? "{}" : c.argumentsText();
  }

  private static boolean isEmptyObject(Part.ToolCall c) {
    String text = c.argumentsText().strip();
    return text.startsWith("{")
        && text.endsWith("}")
        && text.substring(1, text.length() - 1).isBlank();
  }
}
