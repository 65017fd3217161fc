package jan4j.model.dialect;

import java.util.List;

/// Apertus: `<|tools_prefix|>[{"NAME": {...}}]<|tools_suffix|>`.
final class Apertus {
  static final Format FORMAT =
      new MarkerFormat(
              "apertus",
              List.of(
                  Mark.Calls.of(
                      "<|tools_prefix|>",
                      JsonCalls.marked(CallKeys.NAME_AS_KEY, "<|tools_suffix|>"))),
              List.of("<|tools_prefix|>"),
              NamedCalls.each("{\"", "\": ", "}", "<|tools_prefix|>")
                  .separatedBy(", ")
                  .within("<|tools_prefix|>[", "]<|tools_suffix|>"))
          .with(List.of("<|tools_suffix|>"));

  private Apertus() {}
}
