package jan4j.core;

import java.util.Map;
import java.util.Objects;

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
}
