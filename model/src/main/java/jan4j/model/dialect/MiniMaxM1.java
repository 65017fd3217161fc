package jan4j.model.dialect;

import java.util.List;

/// MiniMax M1, with one JSON object a line, and Apriel, with a JSON list: `<tool_calls>{"name":
/// "NAME", "arguments": {...}}</tool_calls>`.
final class MiniMaxM1 {
  static final Format FORMAT =
      new MarkerFormat(
              "minimax-m1",
              List.of(Mark.Calls.of("<tool_calls>", JsonCalls.marked("</tool_calls>"))),
              List.of("<tool_calls>"),
              NamedCalls.each("{\"name\": \"", "\", \"arguments\": ", "}", "<tool_calls>")
                  .separatedBy("\n")
                  .within("<tool_calls>\n", "\n</tool_calls>"))
          .with(List.of("</tool_calls>"));

  private MiniMaxM1() {}
}
