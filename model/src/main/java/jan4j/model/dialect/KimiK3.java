package jan4j.model.dialect;

import java.util.List;

/// Kimi K3, whose every part is `<|open|>PART<|sep|>...<|close|>PART<|sep|>`: `think`, `response`
/// and `tools`, in which each argument tells its type:
///
/// ```text
/// <|open|>call tool="NAME" index="1"<|sep|><|open|>argument key="KEY" type="string"<|sep|>TEXT
/// <|close|>argument<|sep|><|close|>call<|sep|>
/// ```
final class KimiK3 {
  private static final TagSyntax SYNTAX =
      new TagSyntax(
          "<|open|>call tool=\"",
          "<|sep|>",
          "<|open|>argument key=\"",
          "<|sep|>",
          "",
          "<|close|>argument<|sep|>",
          "<|close|>call<|sep|>",
          "<|close|>tools<|sep|>",
          false);
  private static final String TOOLS = "<|open|>tools<|sep|>";

  static final Format FORMAT =
      new FramedFormat(
          "kimi-k3",
          new Tags("<|open|>think<|sep|>", "<|close|>think<|sep|>"),
          List.of(
              new Mark.Dropped("<|open|>response<|sep|>"),
              new Mark.Dropped("<|close|>response<|sep|>"),
              new Mark.Dropped("<|close|>message<|sep|>"),
              Mark.Calls.of(TOOLS, out -> TagReader.ofSection(SYNTAX, out))),
          List.of(TOOLS),
          "",
          new Tags("<|open|>response<|sep|>", "<|close|>response<|sep|>"),
          List.of("<|open|>", "<|close|>", "<|sep|>"),
          CallRules.NONE);

  private KimiK3() {}
}
