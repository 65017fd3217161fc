package jan4j.model.dialect;

import java.util.List;

/// Kimi K2. The id holds the name and counts the calls of the conversation:
///
/// ```text
/// <|tool_calls_section_begin|><|tool_call_begin|>functions.NAME:0<|tool_call_argument_begin|>{...}
/// <|tool_call_end|><|tool_calls_section_end|>
/// ```
final class KimiK2 {
  private static final String BEGIN = "<|tool_call_begin|>";
  private static final NamedJson SYNTAX =
      new NamedJson(
          BEGIN,
          "<|tool_call_argument_begin|>",
          "<|tool_call_end|>",
          "<|tool_calls_section_end|>",
          KimiK2::called);

  static final Format FORMAT =
      new MarkerFormat(
              "kimi-k2",
              List.of(
                  Mark.Calls.of("<|tool_calls_section_begin|>", SYNTAX.section()),
                  Mark.Calls.of(BEGIN, SYNTAX.call())),
              List.of("<|tool_calls_section_begin|>"),
              NamedCalls.each(
                      BEGIN + "functions.",
                      ":0<|tool_call_argument_begin|>",
                      "<|tool_call_end|>",
                      "<|tool_calls_section_begin|>")
                  .within("<|tool_calls_section_begin|>", "<|tool_calls_section_end|>"))
          .with(SYNTAX.texts());

  private KimiK2() {}

  private static NamedJson.Called called(String header) {
    String id = header.strip();
    String name = id.startsWith("functions.") ? id.substring("functions.".length()) : id;
    int colon = name.lastIndexOf(':');
    boolean counted =
        colon > 0 && name.substring(colon + 1).chars().allMatch(c -> c >= '0' && c <= '9');
    return new NamedJson.Called(id, counted ? name.substring(0, colon) : name);
  }
}
