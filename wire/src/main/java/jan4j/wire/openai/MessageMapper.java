package jan4j.wire.openai;

import jan4j.core.JanException;
import jan4j.core.Message;
import jan4j.core.Part;
import jan4j.core.Role;
import jan4j.core.Tool;
import jan4j.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns the messages and tools of a chat request into those of `core`.
final class MessageMapper {
  private static final int MAX_TOOLS = 128;

  private MessageMapper() {}

  static List<Message> messages(@Nullable List<@Nullable ChatRequestMessage> messages) {
    if (messages == null || messages.isEmpty()) {
      throw JanException.invalid("messages", "messages is empty; send at least one message");
    }
    List<Message> out = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      out.add(message(messages.get(i), "messages[" + i + "]"));
    }
    return out;
  }

  private static Message message(@Nullable ChatRequestMessage message, String path) {
    if (message == null || message.role() == null) {
      throw JanException.invalid(
          path + ".role", path + " has no role; use system, developer, user, assistant or tool");
    }
    Role role = role(message.role(), path);
    List<Part> parts = new ArrayList<>();
    if (message.reasoningContent() != null && !message.reasoningContent().isEmpty()) {
      parts.add(new Part.Reasoning(message.reasoningContent()));
    }
    if (message.content() == null && role != Role.ASSISTANT) {
      throw JanException.invalid(
          path + ".content", path + " has no content; send a text or a list of parts");
    }
    content(message.content(), path + ".content", parts);
    if (message.toolCalls() != null) {
      for (int i = 0; i < message.toolCalls().size(); i++) {
        parts.add(toolCall(message.toolCalls().get(i), path + ".tool_calls[" + i + "]"));
      }
    }
    return new Message(role, parts, orEmpty(message.name()), orEmpty(message.toolCallId()));
  }

  private static Role role(String word, String path) {
    for (Role role : Role.values()) {
      if (role.word().equals(word)) {
        return role;
      }
    }
    throw JanException.invalid(
        path + ".role", path + ".role is unknown; use system, developer, user, assistant or tool");
  }

  private static void content(@Nullable Object content, String path, List<Part> parts) {
    switch (content) {
      case null -> {}
      case String text -> parts.add(new Part.Text(text));
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          parts.add(part(list.get(i), path + "[" + i + "]"));
        }
      }
      default -> throw JanException.invalid(path, path + " is neither a text nor a list of parts");
    }
  }

  private static Part part(@Nullable Object part, String path) {
    if (part instanceof String text) {
      return new Part.Text(text);
    }
    if (!(part instanceof Map<?, ?> map) || !(map.get("type") instanceof String type)) {
      throw JanException.invalid(
          path, path + " is no content part; give {\"type\": \"text\", ...}");
    }
    return switch (type) {
      case "text" -> new Part.Text(required(map.get("text"), path + ".text"));
      case "refusal" -> new Part.Text(required(map.get("refusal"), path + ".refusal"));
      case "image_url", "input_audio", "file", "video_url" ->
          throw JanException.unsupported(
              path, path + " is of type " + type + ", which is not supported yet; send text parts");
      default ->
          throw JanException.invalid(path + ".type", path + ".type is unknown; use \"text\"");
    };
  }

  private static Part.ToolCall toolCall(@Nullable ChatRequestToolCall call, String path) {
    if (call == null || call.function() == null || call.function().name() == null) {
      throw JanException.invalid(
          path + ".function.name", path + " names no function; only function calls are supported");
    }
    Object arguments = call.function().arguments();
    String text =
        switch (arguments) {
          case null -> "{}";
          case String s -> s;
          default -> Json.writeText(arguments);
        };
    return new Part.ToolCall(orEmpty(call.id()), call.function().name(), text, tree(text));
  }

  private static Map<String, Object> tree(String text) {
    try {
      return Json.readTree(text);
    } catch (JanException _) {
      return Map.of();
    }
  }

  @SuppressWarnings("unchecked")
  static List<Tool> tools(@Nullable List<@Nullable Object> tools) {
    if (tools == null) {
      return List.of();
    }
    if (tools.size() > MAX_TOOLS) {
      throw JanException.invalid(
          "tools", "tools holds " + tools.size() + " tools; the limit is " + MAX_TOOLS);
    }
    List<Tool> out = new ArrayList<>();
    for (int i = 0; i < tools.size(); i++) {
      String path = "tools[" + i + "]";
      if (!(tools.get(i) instanceof Map<?, ?> tool)) {
        throw JanException.invalid(path, path + " is no object");
      }
      if (!"function".equals(tool.get("type"))) {
        throw JanException.unsupported(
            path + ".type", path + ".type is not \"function\", the only supported kind of tool");
      }
      if (!(tool.get("function") instanceof Map<?, ?> function)) {
        throw JanException.invalid(path + ".function", path + " has no function object");
      }
      String name = required(function.get("name"), path + ".function.name");
      if (out.stream().anyMatch(t -> t.name().equals(name))) {
        throw JanException.invalid(
            path + ".function.name", path + ".function.name is taken by another tool");
      }
      checkFunction(function, path + ".function");
      String description = function.get("description") instanceof String text ? text : "";
      out.add(new Tool(name, description, (Map<String, Object>) tool));
    }
    return out;
  }

  private static void checkFunction(Map<?, ?> function, String path) {
    Object parameters = function.get("parameters");
    if (parameters != null && !(parameters instanceof Map<?, ?>)) {
      throw JanException.invalid(
          path + ".parameters", path + ".parameters is no JSON Schema: give an object");
    }
    Object strict = function.get("strict");
    if (strict != null && !(strict instanceof Boolean)) {
      throw JanException.invalid(path + ".strict", path + ".strict is neither true nor false");
    }
  }

  private static String required(@Nullable Object value, String path) {
    if (value instanceof String text) {
      return text;
    }
    throw JanException.invalid(path, path + " is missing or no text");
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
