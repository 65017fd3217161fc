package jan4j.model.dialect;

import java.util.ArrayList;
import java.util.List;

/// Solar Open, whose reasoning, text and calls are messages of their own:
///
/// ```text
/// <|think|>...<|end|><|begin|>assistant<|tool_calls|><|tool_call:begin|>ID<|tool_call:name|>NAME
/// <|tool_call:args|>{...}<|tool_call:end|><|calls|>
/// ```
final class Solar {
  private static final String BEGIN = "<|tool_call:begin|>";
  private static final String NAME = "<|tool_call:name|>";
  private static final NamedJson SYNTAX =
      new NamedJson(BEGIN, "<|tool_call:args|>", "<|tool_call:end|>", "<|calls|>", Solar::called);

  static final Format FORMAT =
      new FramedFormat(
          "solar",
          new Tags("<|think|>", "<|end|>"),
          List.of(
              new Mark.Dropped("<|begin|>assistant"),
              new Mark.Dropped("<|content|>"),
              Mark.Calls.of("<|tool_calls|>", SYNTAX.section()),
              Mark.Calls.of(BEGIN, SYNTAX.call())),
          List.of(NAME),
          "<|begin|>assistant",
          new Tags("<|content|>", ""),
          inner(),
          NamedCalls.each(
                  BEGIN + "call" + NAME,
                  "<|tool_call:args|>",
                  "<|tool_call:end|>",
                  "<|tool_calls|>")
              .within("<|tool_calls|>", "<|calls|>"));

  private Solar() {}

  private static List<String> inner() {
    List<String> out = new ArrayList<>(SYNTAX.texts());
    out.addAll(List.of(NAME, "<|begin|>"));
    return out;
  }

  private static NamedJson.Called called(String header) {
    int name = header.indexOf(NAME);
    return name < 0
        ? NamedJson.Called.named(header)
        : new NamedJson.Called(
            header.substring(0, name).strip(), header.substring(name + NAME.length()).strip());
  }
}
