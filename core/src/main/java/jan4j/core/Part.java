package jan4j.core;

import java.util.Map;
import java.util.Objects;

/// One part of a message. Parts are pure values: equal content is an equal part.
public sealed interface Part {
  /// Plain text.
  record Text(String text) implements Part {
    public Text {
      Objects.requireNonNull(text, "text");
    }
  }

  /// What the model thought before its answer.
  record Reasoning(String text) implements Part {
    public Reasoning {
      Objects.requireNonNull(text, "text");
    }
  }

  /// A call that the assistant made. `argumentsText` is the JSON text as it came; `arguments` is
  /// its value tree (maps in order, lists, strings, numbers, booleans), empty where the text is no
  /// object.
  record ToolCall(String id, String name, String argumentsText, Map<String, Object> arguments)
      implements Part {
    public ToolCall {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(argumentsText, "argumentsText");
      Objects.requireNonNull(arguments, "arguments");
    }
  }
}
