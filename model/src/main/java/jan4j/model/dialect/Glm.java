package jan4j.model.dialect;

import java.util.List;

/// GLM 4.5 and later, Ling 3, Spark, Laguna; line breaks between the tags are free:
///
/// ```text
/// <tool_call>NAME
/// <arg_key>KEY</arg_key>
/// <arg_value>VALUE</arg_value>
/// </tool_call>
/// ```
final class Glm {
  private static final TagSyntax SYNTAX = TagSyntax.argKeys("", "");

  static final Format FORMAT =
      new MarkerFormat(
              "glm",
              List.of(Mark.Calls.of("<tool_call>", out -> TagReader.ofSection(SYNTAX, out))),
              List.of("<arg_key>"),
              TagGrammar.of("<tool_call>", SYNTAX))
          .with(SYNTAX.texts());

  private Glm() {}
}
