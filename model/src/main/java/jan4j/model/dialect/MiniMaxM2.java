package jan4j.model.dialect;

import java.util.List;

/// MiniMax M2:
///
/// ```text
/// <minimax:tool_call>
/// <invoke name="NAME">
/// <parameter name="KEY">VALUE</parameter>
/// </invoke>
/// </minimax:tool_call>
/// ```
final class MiniMaxM2 {
  private static final String OPEN = "<minimax:tool_call>";
  private static final TagSyntax SYNTAX = TagSyntax.invoke("", "</minimax:tool_call>");

  static final Format FORMAT =
      new MarkerFormat(
              "minimax-m2",
              List.of(
                  Mark.Calls.of(OPEN, out -> TagReader.ofSection(SYNTAX, out)),
                  Mark.Calls.of(SYNTAX.callOpen(), out -> TagReader.ofBareCall(SYNTAX, out))),
              List.of(OPEN),
              TagGrammar.of(OPEN, SYNTAX).withManyInSection())
          .with(SYNTAX.texts());

  private MiniMaxM2() {}
}
