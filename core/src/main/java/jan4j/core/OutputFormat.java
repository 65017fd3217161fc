package jan4j.core;

import java.util.Objects;

/// What an answer's text must be.
public sealed interface OutputFormat {
  /// Whatever the model says.
  record Text() implements OutputFormat {}

  /// Some JSON object.
  record JsonObject() implements OutputFormat {}

  /// A JSON text that a JSON Schema allows.
  ///
  /// @param schema the schema as a value tree: a map, or a boolean
  /// @param bestEffort whether what cannot be enforced is left out; else the request is refused
  /// @param parameter the request field that holds the schema, for errors
  record JsonSchema(Object schema, boolean bestEffort, String parameter) implements OutputFormat {
    public JsonSchema {
      Objects.requireNonNull(schema, "schema");
      Objects.requireNonNull(parameter, "parameter");
    }
  }
}
