package jan4j.model.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.core.Tool;
import jan4j.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TagGrammarTest {
  private final List<Tool> asked = new ArrayList<>();

  private static Tool tool(String parameters) {
    return new Tool(
        "note",
        "",
        Json.readTree("{\"function\": {\"name\": \"note\", \"parameters\": " + parameters + "}}"));
  }

  private Optional<CallGrammar> grammar(String dialect, Tool tool, boolean parallel) {
    return Dialects.named(dialect)
        .orElseThrow()
        .calls(
            new OutputStart("", List.of(tool), false),
            parallel,
            t -> {
              asked.add(t);
              return "rule-" + asked.size();
            });
  }

  @Test
  void textsAreBareAndOtherValuesAreJson() {
    Tool tool =
        tool(
            """
            {"type": "object", "required": ["text"], "properties": {
              "text": {"type": "string", "description": "A text."},
              "kind": {"enum": ["a", "b"]},
              "count": {"type": "integer", "minimum": 3}}}
            """);

    CallGrammar grammar = grammar("qwen3-coder", tool, false).orElseThrow();

    assertThat(grammar.triggers()).containsExactly("<tool_call>");
    assertThat(grammar.callsOnly())
        .startsWith(
            """
            root ::= call-section
            call-section ::= call-one
            call-one ::= "<tool_call>" call-line call-any call-line "</tool_call>"
            call-line ::= "\\n"?
            call-any ::= call-0
            call-0 ::= "<function=note>" call-line call-0-0 ( call-0-1 )? ( call-0-2 )? "</function>"
            call-0-0 ::= "<parameter=text>\\n" call-0-0-text call-line
            """)
        .contains(
            "call-0-1 ::= \"<parameter=kind>\\n\" ( \"a\\n</parameter>\" | \"b\\n</parameter>\" )"
                + " call-line\n",
            "call-0-2 ::= \"<parameter=count>\\n\" rule-1 \"\\n</parameter>\" call-line\n");
    assertThat(asked)
        .singleElement()
        .satisfies(t -> assertThat(t.parameters().toString()).contains("minimum=3"));
  }

  @Test
  void theTypeStandsBesideTheKeyWhereTheFormatHasIt() {
    Tool tool =
        tool("{\"properties\": {\"text\": {\"type\": \"string\"}, \"n\": {\"type\": \"number\"}}}");

    String rules = grammar("deepseek-v3.2", tool, true).orElseThrow().callsOnly();

    assertThat(rules)
        .contains("name=\\\"text\\\" string=\\\"true\\\">", "name=\\\"n\\\" string=\\\"false\\\">");
    assertThat(rules).contains("( call-line call-any )*");
  }

  @Test
  void aSchemaThatBareTextCannotHoldIsNotConstrained() {
    for (String schema :
        List.of(
            "{\"properties\": {\"t\": {\"type\": \"string\", \"pattern\": \"a+\"}}}",
            "{\"properties\": {\"t\": {\"type\": \"string\", \"maxLength\": 3}}}",
            "{\"properties\": {\"t\": {\"anyOf\": [{\"type\": \"string\", \"minLength\": 1}]}}}",
            "{\"properties\": {}, \"required\": [\"t\"]}",
            "{\"properties\": {}, \"minProperties\": 1}",
            "{\"$ref\": \"#/$defs/x\"}",
            "{\"type\": \"array\"}")) {
      assertThat(grammar("qwen3-coder", tool(schema), true)).as(schema).isEmpty();
    }
  }

  @Test
  void referencesGoAlongWithAValuesSchema() {
    Tool tool =
        tool(
            """
            {"$defs": {"n": {"type": "integer"}}, "properties": {"a": {"$ref": "#/$defs/n"}}}
            """);

    assertThat(grammar("glm", tool, true)).isPresent();
    assertThat(asked.getFirst().parameters().toString()).contains("$defs", "type=[integer]");
  }

  @Test
  void callsOfEveryFormatButThreeAreConstrained() {
    Tool tool = tool("{\"properties\": {\"t\": {\"type\": \"string\"}}}");
    List<String> free =
        Dialects.names().stream().filter(n -> grammar(n, tool, true).isEmpty()).toList();
    assertThat(free).containsExactlyInAnyOrder("kimi-k3", "minimax-m3", "muse", "plain");
  }
}
