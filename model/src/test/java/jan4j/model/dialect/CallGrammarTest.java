package jan4j.model.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallGrammarTest {
  private static Optional<CallGrammar> grammar(String dialect, String prompt, boolean parallel) {
    return Dialects.named(dialect)
        .orElseThrow()
        .calls(Reading.start(prompt), parallel, tool -> "args-" + tool.name());
  }

  @Test
  void callsOfHermesAreWrittenOneByOne() {
    CallGrammar grammar = grammar("hermes", "", true).orElseThrow();
    assertThat(grammar.triggers()).containsExactly("<tool_call>");
    assertThat(grammar.callsOnly())
        .isEqualTo(
            """
            root ::= call-section
            call-section ::= call-any ( "\\n" call-any )*
            call-any ::= "<tool_call>\\n{\\"name\\": \\"get_weather\\", \\"arguments\\": " args-get_weather\
             "}\\n</tool_call>" | "<tool_call>\\n{\\"name\\": \\"add\\", \\"arguments\\": " args-add\
             "}\\n</tool_call>" | "<tool_call>\\n{\\"name\\": \\"noargs\\", \\"arguments\\": " args-noargs\
             "}\\n</tool_call>"
            """);
  }

  @Test
  void aListHasItsBracketsAndOneCallMayBeTheOnlyOne() {
    assertThat(grammar("mistral-old", "", false).orElseThrow().callsOnly())
        .contains("call-section ::= \"[TOOL_CALLS][\" call-any \"]\"\n");
  }

  @Test
  void reasoningIsLetOutBeforeCalls() {
    assertThat(grammar("hermes", "<think>\n", true).orElseThrow().rules())
        .startsWith("root ::= call-thought call-space call-section\ncall-thought ::= ");
    assertThat(grammar("hermes", "<think>\n\n</think>\n\n", true).orElseThrow().rules())
        .startsWith("root ::= call-space call-section\n");
    assertThat(grammar("hermes", "", true).orElseThrow().rules())
        .startsWith("root ::= ( \"<think>\" call-thoughta )? call-space call-section\n");
  }

  @Test
  void textUpToAStopIsAnAutomaton() {
    assertThat(Gbnf.until("t", "aab"))
        .isEqualTo(
            """
            t ::= "a" t-1 | [^a] t
            t-1 ::= "a" t-2 | [^a] t
            t-2 ::= "a" t-2 | "b" | [^ab] t
            """);
    assertThat(Gbnf.literal("\"\\\n]世")).isEqualTo("\"\\\"\\\\\\n]世\"");
  }

  @Test
  void callsOfEveryJsonFormatAreConstrained() {
    for (String name :
        List.of(
            "hermes",
            "generic",
            "deepseek-r1",
            "deepseek-v3.1",
            "mistral",
            "mistral-old",
            "llama3",
            "command-r7b",
            "command-r",
            "phi4",
            "granite",
            "nemotron",
            "json-list")) {
      assertThat(grammar(name, "", true)).as(name).isPresent();
    }
    assertThat(grammar("plain", "", true)).isEmpty();
    assertThat(Dialects.generic().calls(new OutputStart("", List.of(), false), true, _ -> "args"))
        .isEmpty();
  }
}
