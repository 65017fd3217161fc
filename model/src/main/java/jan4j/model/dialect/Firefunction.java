package jan4j.model.dialect;

import java.util.List;

/// Firefunction v2: `functools[{"name": "NAME", "arguments": {...}}]`.
final class Firefunction {
  static final Format FORMAT =
      new MarkerFormat(
          "firefunction",
          List.of(Mark.Calls.of("functools", JsonCalls.marked(""))),
          List.of("functools["),
          NamedCalls.each("{\"name\": \"", "\", \"arguments\": ", "}", "functools[")
              .separatedBy(", ")
              .within("functools[", "]"));

  private Firefunction() {}
}
