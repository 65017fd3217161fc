package jan4j.model.dialect;

import java.util.List;

/// MiniCPM 5: `<function name="NAME"><param name="KEY">VALUE</param></function>`, where a value
/// that holds markup stands in `<![CDATA[` and `]]>`.
final class MiniCpm {
  private static final TagSyntax SYNTAX =
      new TagSyntax(
          "<function name=\"",
          ">",
          "<param name=\"",
          ">",
          "",
          "</param>",
          "</function>",
          "",
          false);

  static final Format FORMAT =
      new MarkerFormat(
              "minicpm5",
              List.of(Mark.Calls.of("<function name=\"", out -> TagReader.ofCall(SYNTAX, out))),
              List.of("<param name=\""),
              TagGrammar.of("", SYNTAX))
          .with(SYNTAX.texts());

  private MiniCpm() {}
}
