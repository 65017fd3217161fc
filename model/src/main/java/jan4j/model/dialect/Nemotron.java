package jan4j.model.dialect;

import java.util.List;

/// Nemotron Nano v2, `<TOOLCALL>[{"name": "NAME", "arguments": {...}}]</TOOLCALL>`, and Nemotron
/// Mini, `<toolcall> {...} </toolcall>`.
final class Nemotron {
  static final Format FORMAT =
      new MarkerFormat(
          "nemotron",
          List.of(
              Mark.Calls.of("<TOOLCALL>", JsonCalls.marked("</TOOLCALL>")),
              Mark.Calls.of("<toolcall>", JsonCalls.marked("</toolcall>"))),
          List.of("<TOOLCALL>", "<toolcall>", "<extra_id_1>Assistant"),
          NamedCalls.each("{\"name\": \"", "\", \"arguments\": ", "}", "<TOOLCALL>")
              .separatedBy(", ")
              .within("<TOOLCALL>[", "]</TOOLCALL>"));

  private Nemotron() {}
}
