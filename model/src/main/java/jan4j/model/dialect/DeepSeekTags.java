package jan4j.model.dialect;

import java.util.List;

/// DeepSeek V3.2, and V4, which names the section `tool_calls`. `string="false"` marks JSON:
///
/// ```text
/// <｜DSML｜function_calls>
/// <｜DSML｜invoke name="NAME">
/// <｜DSML｜parameter name="KEY" string="true">VALUE</｜DSML｜parameter>
/// </｜DSML｜invoke>
/// </｜DSML｜function_calls>
/// ```
final class DeepSeekTags {
  private static final String TAG = "\uff5cDSML\uff5c";
  private static final String V3 = TAG + "function_calls>";
  private static final String V4 = TAG + "tool_calls>";

  static final Format V3_2 = format("deepseek-v3.2", V3);

  static final Format FORMAT_V4 = format("deepseek-v4", V4);

  private DeepSeekTags() {}

  private static Format format(String name, String section) {
    TagSyntax syntax = TagSyntax.invoke(TAG, "</" + section);
    return new MarkerFormat(
            name,
            List.of(
                Mark.Calls.of("<" + section, out -> TagReader.ofSection(syntax, out)),
                Mark.Calls.of(syntax.callOpen(), out -> TagReader.ofBareCall(syntax, out))),
            List.of("<" + section),
            TagGrammar.of("<" + section, syntax).withManyInSection().withTypes())
        .with(syntax.texts());
  }
}
