package jan4j.model.dialect;

import java.util.List;

/// Cogito 3B and others: a bare list, `[{"name": "NAME", "arguments": {...}}]`, after any text. A
/// list is one of calls only if each names an offered tool and has no keys but those of a call.
final class JsonList {
  static final Format FORMAT =
      new MarkerFormat(
          "json-list",
          List.of(Mark.Calls.bare("[{", false, JsonCalls.unmarked())),
          List.of(),
          NamedCalls.each("{\"name\": \"", "\", \"arguments\": ", "}")
              .separatedBy(", ")
              .within("[", "]"));

  private JsonList() {}
}
