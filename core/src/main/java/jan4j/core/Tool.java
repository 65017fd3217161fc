package jan4j.core;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// A function that the model may call.
///
/// @param definition the whole definition as a client sent it (`{"type": "function", "function":
///   {...}}`), as a value tree in order: what chat templates print
public record Tool(String name, String description, Map<String, Object> definition) {
  public Tool {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(definition, "definition");
  }

  /// The JSON Schema of the arguments as a value tree; without one, a tool takes no arguments.
  public Object parameters() {
    Object schema = function().get("parameters");
    return schema == null ? Map.of("type", "object", "additionalProperties", false) : schema;
  }

  /// Whether the arguments must be what the schema says (OpenAI's `strict`), or empty where the
  /// client left it open.
  public Optional<Boolean> strict() {
    return function().get("strict") instanceof Boolean strict
        ? Optional.of(strict)
        : Optional.empty();
  }

  private Map<?, ?> function() {
    return definition.get("function") instanceof Map<?, ?> function ? function : Map.of();
  }
}
