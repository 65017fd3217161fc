package jan4j.model.dialect;

import java.util.List;

/// LFM2 and LFM2.5: `<|tool_call_start|>[NAME(KEY='TEXT', KEY=2)]<|tool_call_end|>`, or JSON
/// between the same marks; see [PythonSection].
final class Lfm2 {
  static final Format FORMAT =
      new MarkerFormat(
              "lfm2",
              List.of(
                  Mark.Calls.of(
                      "<|tool_call_start|>",
                      out ->
                          new SectionReader("<|tool_call_end|>", true, PythonSection::read, out))),
              List.of("<|tool_call_start|>", "<|tool_list_start|>"),
              NamedCalls.each("{\"name\": \"", "\", \"arguments\": ", "}", "<|tool_call_start|>")
                  .separatedBy(", ")
                  .within("<|tool_call_start|>[", "]<|tool_call_end|>"))
          .with(List.of("<|tool_call_end|>"));

  private Lfm2() {}
}
