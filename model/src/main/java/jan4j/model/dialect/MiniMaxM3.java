package jan4j.model.dialect;

import java.util.List;

/// MiniMax M3, whose every tag has `]<]minimax[>[` before it; lists are `<item>`s, objects are tags
/// named as their keys:
///
/// ```text
/// <tool_call><invoke name="NAME"><KEY>VALUE</KEY></invoke></tool_call>
/// ```
final class MiniMaxM3 {
  private static final String OPEN = NestedTags.SPACE + "<tool_call>";

  static final Format FORMAT =
      new MarkerFormat(
              "minimax-m3",
              List.of(
                  Mark.Calls.of(
                      OPEN,
                      out -> new SectionReader(NestedTags.CLOSE, false, NestedTags::read, out))),
              List.of(NestedTags.SPACE),
              CallRules.NONE)
          .with(List.of(NestedTags.SPACE, "<tool_call>", "</tool_call>"));

  private MiniMaxM3() {}
}
