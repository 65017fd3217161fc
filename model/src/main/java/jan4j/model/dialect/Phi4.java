package jan4j.model.dialect;

import java.util.List;

/// Phi-4 mini: `<|tool_call|>[{"name": "NAME", "arguments": {...}}]<|/tool_call|>`, or
/// `functools[...]`.
final class Phi4 {
  static final Format FORMAT =
      new MarkerFormat(
              "phi4",
              List.of(
                  Mark.Calls.of("<|tool_call|>", JsonCalls.marked("<|/tool_call|>")),
                  Mark.Calls.of("functools", JsonCalls.unmarked())),
              List.of("<|tool|>"),
              NamedCalls.each(
                      "{\"name\": \"", "\", \"arguments\": ", "}", "<|tool_call|>", "functools[")
                  .separatedBy(", ")
                  .within("<|tool_call|>[", "]<|/tool_call|>"))
          .with(List.of("<|/tool_call|>"));

  private Phi4() {}
}
