package jan4j.model.dialect;

import java.util.List;

/// Seed-OSS: as [QwenCoder], with `<seed:tool_call>` around it and no line breaks around values.
final class SeedOss {
  private static final TagSyntax SYNTAX = TagSyntax.functionEquals("</seed:tool_call>", false);

  static final Format FORMAT =
      new MarkerFormat(
              "seed-oss",
              List.of(
                  Mark.Calls.of("<seed:tool_call>", out -> TagReader.ofSection(SYNTAX, out)),
                  Mark.Calls.of("<function=", out -> TagReader.ofBareCall(SYNTAX, out))),
              List.of("<seed:tool_call>"),
              TagGrammar.of("<seed:tool_call>", SYNTAX))
          .with(SYNTAX.texts());

  private SeedOss() {}
}
