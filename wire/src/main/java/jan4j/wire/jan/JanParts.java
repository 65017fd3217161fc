package jan4j.wire.jan;

import jan4j.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Content of messages to parts and back. Reads every generation of shapes: content as a plain
/// text, `text.value`, reasoning parts, `<think>` in a text, tool calls as content or in
/// `metadata.tool_calls`, images.
final class JanParts {
  private static final String OPEN = "<think>";
  private static final String CLOSE = "</think>";

  private JanParts() {}

  static List<JanPart> read(Map<String, Object> message) {
    boolean assistant = !Tree.text(message, "role").equals("user");
    List<JanPart> out = new ArrayList<>();
    if (message.get("content") instanceof String text) {
      addText(out, text, assistant);
    }
    for (Object item : Tree.list(message, "content")) {
      if (item instanceof String text) {
        addText(out, text, assistant);
      } else {
        addPart(out, Tree.asObject(item), assistant);
      }
    }
    for (Map<String, Object> call : Tree.objects(Tree.object(message, "metadata"), "tool_calls")) {
      addOldCall(out, call);
    }
    return List.copyOf(out);
  }

  private static void addPart(List<JanPart> out, Map<String, Object> part, boolean assistant) {
    String type = Tree.text(part, "type");
    switch (type) {
      case "text", "output_text", "input_text" -> addText(out, value(part, "text"), assistant);
      case "reasoning", "thinking" -> {
        String text = value(part, "text");
        out.add(new JanPart.Reasoning(text.isEmpty() ? value(part, type) : text));
      }
      case "image_url", "image" -> out.add(image(part));
      case "tool_call" ->
          out.add(
              new JanPart.ToolCall(
                  Tree.text(part, "tool_call_id"),
                  Tree.text(part, "tool_name"),
                  asText(part.get("input")),
                  outputText(part.get("output"))));
      default -> {
        if (!part.isEmpty()) {
          out.add(new JanPart.Other(type, part));
        }
      }
    }
  }

  private static JanPart image(Map<String, Object> part) {
    Map<String, Object> image = Tree.object(part, "image_url");
    String url = image.isEmpty() ? Tree.text(part, "image_url") : Tree.text(image, "url");
    return new JanPart.Image(url, Tree.text(image, "detail"));
  }

  /// `{"text": {"value": ...}}` and `{"text": ...}`.
  private static String value(Map<String, Object> part, String key) {
    return part.get(key) instanceof String s ? s : Tree.text(Tree.object(part, key), "value");
  }

  static void addText(List<JanPart> out, String text, boolean assistant) {
    String start = text.stripLeading();
    if (!assistant || !start.startsWith(OPEN)) {
      out.add(new JanPart.Text(text));
      return;
    }
    int end = start.indexOf(CLOSE);
    String reasoning = start.substring(OPEN.length(), end < 0 ? start.length() : end).strip();
    if (!reasoning.isEmpty()) {
      out.add(new JanPart.Reasoning(reasoning));
    }
    String rest = end < 0 ? "" : start.substring(end + CLOSE.length()).stripLeading();
    if (!rest.isEmpty()) {
      out.add(new JanPart.Text(rest));
    }
  }

  /// `{"tool": {"id", "function": {"name", "arguments"}}, "response": {"content": [...]}}`, or the
  /// tool itself.
  private static void addOldCall(List<JanPart> out, Map<String, Object> call) {
    Map<String, Object> tool =
        Tree.object(call, "tool").isEmpty() ? call : Tree.object(call, "tool");
    Map<String, Object> function = Tree.object(tool, "function");
    String id = Tree.text(tool, "id");
    boolean known =
        out.stream()
            .anyMatch(p -> p instanceof JanPart.ToolCall c && !id.isEmpty() && c.id().equals(id));
    if (known || (id.isEmpty() && function.isEmpty())) {
      return;
    }
    Object response = call.containsKey("response") ? call.get("response") : call.get("output");
    out.add(
        new JanPart.ToolCall(
            id,
            Tree.text(function, "name"),
            asText(function.get("arguments")),
            outputText(response)));
  }

  /// The text of a tool's answer: itself, or the texts of its content, or its JSON.
  private static String outputText(@Nullable Object output) {
    StringBuilder texts = new StringBuilder();
    for (Map<String, Object> part : Tree.objects(Tree.asObject(output), "content")) {
      texts.append(value(part, "text"));
    }
    return texts.isEmpty() ? asText(output) : texts.toString();
  }

  private static String asText(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case String s -> s;
      default -> Json.writeText(value);
    };
  }

  /// Content in Jan's present shape.
  static List<Map<String, Object>> write(List<JanPart> parts) {
    return parts.stream().map(JanParts::write).toList();
  }

  private static Map<String, Object> write(JanPart part) {
    Map<String, Object> out = new LinkedHashMap<>();
    switch (part) {
      case JanPart.Text(String text) -> {
        out.put("type", "text");
        out.put("text", textValue(text));
      }
      case JanPart.Reasoning(String text) -> {
        out.put("type", "reasoning");
        out.put("text", textValue(text));
      }
      case JanPart.Image(String url, String detail) -> {
        out.put("type", "image_url");
        out.put("image_url", Map.of("url", url, "detail", detail.isEmpty() ? "auto" : detail));
      }
      case JanPart.ToolCall(String id, String name, String input, String output) -> {
        out.put("type", "tool_call");
        out.put("tool_call_id", id);
        out.put("tool_name", name);
        out.put("input", jsonOrText(input));
        if (!output.isEmpty()) {
          out.put("output", output);
        }
      }
      case JanPart.Other(String _, Map<String, Object> tree) -> out.putAll(tree);
    }
    return out;
  }

  private static Object jsonOrText(String text) {
    try {
      return Json.readExact(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    } catch (jan4j.core.JanException e) {
      return text; // what a model wrote need be no JSON
    }
  }

  private static Map<String, Object> textValue(String text) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("value", text);
    out.put("annotations", List.of());
    return out;
  }
}
