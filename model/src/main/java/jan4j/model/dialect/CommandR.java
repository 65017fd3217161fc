package jan4j.model.dialect;

import java.util.List;

/// Command R and R+:
///
/// ````text
/// Action:
/// ```json
/// [{"tool_name": "NAME", "parameters": {...}}]
/// ```
/// ````
final class CommandR {
  static final Format FORMAT =
      new MarkerFormat(
          "command-r",
          List.of(
              Mark.Calls.of("Action:\n```json", JsonCalls.marked("```")),
              Mark.Calls.of("Action: ```json", JsonCalls.marked("```"))),
          List.of("Action:\\n```json", "Action: ```json"),
          NamedCalls.each(
                  "    {\n        \"tool_name\": \"",
                  "\",\n        \"parameters\": ",
                  "\n    }",
                  "Action:\n```json",
                  "Action: ```json")
              .separatedBy(",\n")
              .within("Action:\n```json\n[\n", "\n]```"));

  private CommandR() {}
}
