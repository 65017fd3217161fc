package jan4j.model.dialect;

import java.util.ArrayList;
import java.util.List;

/// DeepSeek V2.5, V3, R1 and what is distilled from it; and, since V3.1, with less around a call:
///
/// ````text
/// <｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>NAME
/// ```json
/// {...}
/// ```<｜tool▁call▁end｜><｜tool▁calls▁end｜>
///
/// <｜tool▁calls▁begin｜><｜tool▁call▁begin｜>NAME<｜tool▁sep｜>{...}<｜tool▁call▁end｜><｜tool▁calls▁end｜>
/// ````
final class DeepSeek {
  static final String SECTION = "<｜tool▁calls▁begin｜>";
  static final String SECTION_END = "<｜tool▁calls▁end｜>";
  static final String CALL = "<｜tool▁call▁begin｜>";
  static final String CALL_END = "<｜tool▁call▁end｜>";
  static final String SEPARATOR = "<｜tool▁sep｜>";

  static final Format R1 =
      new MarkerFormat(
              "deepseek-r1",
              marks(true),
              List.of("function<｜tool▁sep｜>", "tool['type'] + '<｜tool▁sep｜>'"),
              NamedCalls.each(
                      CALL + "function" + SEPARATOR, "\n```json\n", "\n```" + CALL_END, SECTION)
                  .separatedBy("\n")
                  .within(SECTION, SECTION_END))
          .with(List.of(CALL, CALL_END, SEPARATOR, SECTION_END));

  static final Format V3_1 =
      new MarkerFormat(
              "deepseek-v3.1",
              marks(false),
              List.of(SEPARATOR),
              NamedCalls.each(CALL, SEPARATOR, CALL_END, SECTION).within(SECTION, SECTION_END))
          .with(List.of(CALL, CALL_END, SEPARATOR, SECTION_END));

  private DeepSeek() {}

  private static List<Mark> marks(boolean fenced) {
    List<Mark> out = new ArrayList<>();
    for (String section : List.of(SECTION, "<｜tool_calls_begin｜>", "<｜tool calls begin｜>")) {
      out.add(Mark.Calls.of(section, sink -> new DeepSeekCalls(fenced, false, sink)));
    }
    out.add(Mark.Calls.of(CALL, sink -> new DeepSeekCalls(fenced, true, sink)));
    // Some templates write the text behind the calls, as a turn of its own.
    out.addAll(Mark.Dropped.all("<｜end▁of▁sentence｜>", "<｜Assistant｜>"));
    return out;
  }
}
