package jan4j.model.dialect;

import java.util.List;

/// Mistral since 2025 (Small 3.2, Devstral, Magistral, Ministral 3): one section for each call,
/// `[TOOL_CALLS]NAME[ARGS]{...}`, some with `[CALL_ID]ID` before `[ARGS]`. Reasoning, where there
/// is any, stands in `[THINK]`.
final class Mistral {
  static final Format FORMAT =
      new MarkerFormat(
              "mistral",
              List.of(Mark.Calls.of("[TOOL_CALLS]", MistralCall::new)),
              List.of("[TOOL_CALLS]"),
              NamedCalls.each("[TOOL_CALLS]", "[ARGS]", "", "[TOOL_CALLS]"))
          .with(List.of("[ARGS]", "[CALL_ID]"));

  private Mistral() {}
}
