package jan4j.model.dialect;

import java.util.ArrayList;
import java.util.List;

/// Command R7B, Command A and their kin: `<|START_ACTION|>[{"tool_call_id": "0", "tool_name":
/// "NAME", "parameters": {...}}]<|END_ACTION|>`; the text stands between marks of its own.
final class CommandR7b {
  static final Format FORMAT =
      new MarkerFormat(
              "command-r7b",
              marks(),
              List.of("<|START_ACTION|>"),
              NamedCalls.each(
                      "{\"tool_call_id\": \"0\", \"tool_name\": \"",
                      "\", \"parameters\": ",
                      "}",
                      "<|START_ACTION|>")
                  .separatedBy(",\n    ")
                  .within("<|START_ACTION|>[\n    ", "\n]<|END_ACTION|>"))
          .with(List.of("<|END_ACTION|>"));

  private CommandR7b() {}

  private static List<Mark> marks() {
    List<Mark> out = new ArrayList<>();
    out.add(Mark.Calls.of("<|START_ACTION|>", JsonCalls.marked("<|END_ACTION|>")));
    out.addAll(
        Mark.Dropped.all(
            "<|START_RESPONSE|>", "<|END_RESPONSE|>", "<|START_TEXT|>", "<|END_TEXT|>"));
    return out;
  }
}
