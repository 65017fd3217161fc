package jan4j.model.dialect;

import java.util.List;

/// Hunyuan 3: as [Glm], with `:opensource` in every tag, and a section around the calls.
final class Hunyuan {
  private static final String SUFFIX = ":opensource";
  private static final String OPEN = "<tool_calls" + SUFFIX + ">";

  private static final TagSyntax SYNTAX =
      TagSyntax.argKeys("", SUFFIX)
          .withCall("<tool_call" + SUFFIX + ">", "<tool_sep" + SUFFIX + ">")
          .withSectionClose("</tool_calls" + SUFFIX + ">");

  static final Format FORMAT =
      new FramedFormat(
          "hunyuan",
          new Tags("<think" + SUFFIX + ">", "</think" + SUFFIX + ">"),
          List.of(Mark.Calls.of(OPEN, out -> TagReader.ofSection(SYNTAX, out))),
          List.of(OPEN),
          "",
          new Tags("", ""),
          SYNTAX.texts(),
          TagGrammar.of(OPEN, SYNTAX).withManyInSection());

  private Hunyuan() {}
}
