package jan4j.model.dialect;

import java.util.List;

/// For models whose template knows no tools: they are described in the system text, and the model
/// is asked to call them as Hermes does. As such models are not trained for it, an answer that
/// begins with the bare JSON of a call of an offered tool is taken for one, too.
final class Generic {
  static final Format FORMAT =
      new MarkerFormat(
          "generic",
          List.of(
              Mark.Calls.of("<tool_call>", JsonCalls.marked("</tool_call>")),
              Mark.Calls.bare("{", true, JsonCalls.unmarked())),
          List.of(),
          Hermes.RULES);

  private Generic() {}
}
