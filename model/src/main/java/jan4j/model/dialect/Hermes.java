package jan4j.model.dialect;

import java.util.List;

/// Hermes 2 Pro, Qwen 2.5 and 3, QwQ, Granite 4, SmolLM3, and many more:
///
/// ```text
/// <tool_call>
/// {"name": "NAME", "arguments": {...}}
/// </tool_call>
/// ```
final class Hermes {
  static final CallRules RULES =
      NamedCalls.each(
              "<tool_call>\n{\"name\": \"", "\", \"arguments\": ", "}\n</tool_call>", "<tool_call>")
          .separatedBy("\n");

  static final Format FORMAT =
      new MarkerFormat(
              "hermes",
              List.of(Mark.Calls.of("<tool_call>", JsonCalls.marked("</tool_call>"))),
              List.of("<tool_call>"),
              RULES)
          .with(List.of("</tool_call>"));

  private Hermes() {}
}
