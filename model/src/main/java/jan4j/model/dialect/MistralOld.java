package jan4j.model.dialect;

import java.util.List;

/// Mistral up to 2024 (7B v0.3, Nemo, Large 2, Small 3): `[TOOL_CALLS][{"name": "NAME",
/// "arguments": {...}, "id": "ID"}]`.
final class MistralOld {
  static final Format FORMAT =
      new MarkerFormat(
          "mistral-old",
          List.of(Mark.Calls.of("[TOOL_CALLS]", JsonCalls.marked(""))),
          List.of(),
          NamedCalls.each("{\"name\": \"", "\", \"arguments\": ", "}", "[TOOL_CALLS]")
              .separatedBy(", ")
              .within("[TOOL_CALLS][", "]"));

  private MistralOld() {}
}
