package jan4j.model.dialect;

import java.util.List;

/// Gemma 4: `<|tool_call>call:NAME{KEY:<|"|>TEXT<|"|>,KEY:2}<tool_call|>`; see [GemmaReader].
final class Gemma4 {
  static final Format FORMAT =
      new MarkerFormat(
              "gemma4",
              List.of(Mark.Calls.of("<|tool_call>", GemmaReader::new)),
              List.of("<|tool_call>"),
              NamedCalls.each("<|tool_call>call:", "{", "}<tool_call|>", "<|tool_call>"))
          .with(List.of("<|\"|>", "<tool_call|>"));

  private Gemma4() {}
}
