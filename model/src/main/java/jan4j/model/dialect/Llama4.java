package jan4j.model.dialect;

import java.util.List;

/// Llama 4: `<|python_start|>TEXT<|python_end|>{"name": "NAME", "parameters": {...}}`.
final class Llama4 {
  static final Format FORMAT =
      new MarkerFormat(
          "llama4",
          List.of(
              new Mark.Dropped("<|python_start|>"),
              Mark.Calls.of("<|python_end|>", JsonCalls.marked("")),
              Mark.Calls.bare("{", true, JsonCalls.unmarked())),
          List.of("<|python_start|>"),
          NamedCalls.each("{\"name\": \"", "\", \"parameters\": ", "}", "<|python_end|>")
              .within("<|python_start|><|python_end|>", ""));

  private Llama4() {}
}
