package jan4j.model.dialect;

import java.util.List;

/// Llama 3.1 to 3.3 and their kin: the answer is the JSON of one call, `{"name": "NAME",
/// "parameters": {...}}`, or stands behind `<|python_tag|>`, there also as `NAME.call(KEY="VALUE")`
/// for built-in tools.
///
/// Plain text may be JSON as well: a bare object is a call only if it names an offered tool and has
/// no keys but those of a call.
final class Llama3 {
  static final Format FORMAT =
      new MarkerFormat(
          "llama3",
          List.of(
              Mark.Calls.of("<|python_tag|>", PythonTagCall::new),
              Mark.Calls.bare("{", true, JsonCalls.unmarked())),
          List.of("<|python_tag|>"),
          NamedCalls.each("{\"name\": \"", "\", \"parameters\": ", "}").separatedBy("; "));

  private Llama3() {}
}
