package jan4j.model.dialect;

import java.util.List;

/// Qwen3-Coder, Qwen 3.5, Nemotron 3, Step 3.5:
///
/// ```text
/// <tool_call>
/// <function=NAME>
/// <parameter=KEY>
/// VALUE
/// </parameter>
/// </function>
/// </tool_call>
/// ```
///
/// These models now and then forget the outer mark, so that a function that was offered is called
/// without it, too.
final class QwenCoder {
  private static final TagSyntax SYNTAX = TagSyntax.functionEquals("</tool_call>", true);

  static final Format FORMAT =
      new MarkerFormat(
              "qwen3-coder",
              List.of(
                  Mark.Calls.of("<tool_call>", out -> TagReader.ofSection(SYNTAX, out)),
                  Mark.Calls.of("<function=", out -> TagReader.ofBareCall(SYNTAX, out))),
              List.of("<function=", "<parameter="),
              TagGrammar.of("<tool_call>", SYNTAX))
          .with(SYNTAX.texts());

  private QwenCoder() {}
}
