package jan4j.model.dialect;

import java.util.ArrayList;
import java.util.List;

/// Granite 3: `<|tool_call|>[{"name": "NAME", "arguments": {...}}]`, with `<response>` around the
/// text where it reasons.
final class Granite {
  static final Format FORMAT =
      new MarkerFormat(
              "granite",
              marks(),
              List.of("<|tool_call|>"),
              NamedCalls.each("{\"name\": \"", "\", \"arguments\": ", "}", "<|tool_call|>")
                  .separatedBy(", ")
                  .within("<|tool_call|>[", "]"))
          .with(List.of("</tool_call>"));

  private Granite() {}

  private static List<Mark> marks() {
    List<Mark> out = new ArrayList<>();
    out.add(Mark.Calls.of("<|tool_call|>", JsonCalls.marked("")));
    out.add(Mark.Calls.of("<tool_call>", JsonCalls.marked("</tool_call>")));
    out.addAll(Mark.Dropped.all("<response>", "</response>"));
    return out;
  }
}
