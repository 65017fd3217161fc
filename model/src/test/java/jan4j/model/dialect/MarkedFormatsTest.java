package jan4j.model.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.model.dialect.AssembledMessage.Call;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Formats that are told by marks: each reads two calls behind a text.
class MarkedFormatsTest {
  private static final Call ADD = new Call("", "add", "{\"a\": \"]}\"}");
  private static final Call NONE = new Call("", "noargs", "{}");

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '~',
      textBlock =
          """
          hermes => <tool_call>{"name": "add", "arguments": @}</tool_call>\\n<tool_call>{"name": "noargs"}</tool_call>
          generic => <tool_call>{"name": "add", "arguments": @}</tool_call> <tool_call>{"name": "noargs"}</tool_call>
          mistral => [TOOL_CALLS]add[ARGS]@[TOOL_CALLS]noargs[ARGS]{}
          mistral => [TOOL_CALLS]add @[TOOL_CALLS]noargs{}
          mistral-old => [TOOL_CALLS] [{"name": "add", "arguments": @, "id": "abc"}, {"name": "noargs", "arguments": {}}]
          command-r7b => <|START_ACTION|>[\\n{"tool_name": "add", "parameters": @},\\n{"tool_name": "noargs", "parameters": {}}\\n]<|END_ACTION|>
          command-r => Action:\\n```json\\n[{"tool_name": "add", "parameters": @}, {"tool_name": "noargs"}]\\n```
          command-r => Action: ```json\\n[{"tool_name": "add", "parameters": @}, {"tool_name": "noargs"}]```
          deepseek-r1 => <｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>add\\n```json\\n@\\n```<｜tool▁call▁end｜>\\n<｜tool▁call▁begin｜>function<｜tool▁sep｜>noargs\\n```json\\n{}\\n```<｜tool▁call▁end｜><｜tool▁calls▁end｜>
          deepseek-v3.1 => <｜tool▁calls▁begin｜><｜tool▁call▁begin｜>add<｜tool▁sep｜>@<｜tool▁call▁end｜><｜tool▁call▁begin｜>noargs<｜tool▁sep｜>{}<｜tool▁call▁end｜><｜tool▁calls▁end｜>
          phi4 => <|tool_call|>[{"name": "add", "arguments": @}, {"name": "noargs", "arguments": {}}]<|/tool_call|>
          phi4 => functools[{"name": "add", "arguments": @}, {"name": "noargs"}]
          granite => <|tool_call|>[{"name": "add", "arguments": @}, {"name": "noargs", "arguments": {}}]
          nemotron => <TOOLCALL>[{"name": "add", "arguments": @}, {"name": "noargs", "arguments": {}}]</TOOLCALL>
          nemotron => <toolcall> {"type": "function", "function": {"name": "add", "arguments": @}} </toolcall> <toolcall> {"name": "noargs"} </toolcall>
          json-list => [{"name": "add", "arguments": @, "id": "1"}, {"name": "noargs", "arguments": {}}]
          llama3 => <|python_tag|>{"name": "add", "parameters": @}; {"name": "noargs", "parameters": {}}
          """)
  void twoCallsBehindATextAreRead(String dialect, String calls) {
    String output = calls.replace("\\n", "\n").replace("@", "{\"a\": \"]}\"}");
    assertThat(Reading.read(dialect, "Let me see.\n" + output))
        .isEqualTo(new AssembledMessage("Let me see.", "", List.of(ADD, NONE), false));
  }

  @Test
  void aBareObjectIsACallOnlyWhereItCannotBeAnythingElse() {
    Call call = new Call("", "add", "{\"a\": 1}");
    for (String dialect : List.of("llama3", "generic")) {
      assertThat(Reading.read(dialect, " {\"name\": \"add\", \"parameters\": {\"a\": 1}}").calls())
          .containsExactly(call);
      for (String text :
          List.of(
              "{\"a\": 1} is JSON",
              "{\"name\": \"Ann\", \"age\": 3}",
              "{\"name\": \"add\", \"age\": {}}",
              "{\"name\": [\"add\"], \"parameters\": {}}",
              "{\"name\": \"add\"",
              "{}",
              "See {\"name\": \"add\", \"parameters\": {\"a\": 1}}")) {
        assertThat(Reading.read(dialect, text))
            .isEqualTo(new AssembledMessage(text, "", List.of(), false));
      }
    }
  }

  @Test
  void builtInToolsOfLlamaAreCalledAsFunctions() {
    assertThat(
            Reading.read("llama3", "<|python_tag|>brave_search.call(query=\"a \\\"b\\\")\", n=3)"))
        .isEqualTo(
            new AssembledMessage(
                "",
                "",
                List.of(new Call("", "brave_search", "{\"query\": \"a \\\"b\\\")\", \"n\": 3}")),
                false));
    assertThat(Reading.read("llama3", "<|python_tag|>print(1)").content())
        .isEqualTo("<|python_tag|>print(1)");
  }

  @Test
  void theMarksAroundTheTextOfCommandAreNoText() {
    OutputStart start = Reading.start("<|START_THINKING|>");
    Dialect dialect = Dialects.named("command-r7b", "{{ '<|START_THINKING|>' }}").orElseThrow();
    assertThat(
            Reading.read(
                dialect, start, "Hm.<|END_THINKING|><|START_RESPONSE|>Hello.<|END_RESPONSE|>"))
        .isEqualTo(new AssembledMessage("Hello.", "Hm.", List.of(), false));
  }

  @Test
  void anIdBeforeTheArgumentsIsKept() {
    assertThat(Reading.read("mistral", "[TOOL_CALLS]add[CALL_ID]Ab1[ARGS]{}").calls())
        .containsExactly(new Call("Ab1", "add", "{}"));
  }

  @Test
  void aMarkThatBeginsNoCallIsText() {
    for (String text :
        List.of(
            "Write [TOOL_CALLS] or [TOOL_CALLS][ARGS] first.",
            "Action: go. Action:\n```python\n```",
            "import functools\n[{\"a\": 1}] [{\"name\": \"x\"}] [[{]",
            "a <|tool_call|> b <TOOLCALL>[]</TOOLCALL>")) {
      for (String dialect : Dialects.names()) {
        AssembledMessage message = Reading.read(dialect, text);
        assertThat(message.content()).as(dialect).isEqualTo(text);
        assertThat(message.calls()).as(dialect).isEmpty();
      }
    }
  }

  @Test
  void aBrokenCallKeepsEveryCharacter() {
    for (String dialect : Dialects.names()) {
      for (String text :
          List.of(
              "[TOOL_CALLS]add[ARGS]{\"a\" 1}",
              "[TOOL_CALLS][{\"name\": \"add\", \"arguments\": {\"a\": 1,}}]",
              "<|tool_call|>[{\"name\": \"add\", \"arguments\": {\"a\": tru",
              "<tool_call>{\"name\": \"add\", \"arguments\": \"{\\\"a\\\": \"}</tool_call>",
              "<|START_ACTION|>[{\"tool_name\": \"add\", \"parameters\": 1}]<|END_ACTION|>",
              "{\"name\": \"add\", \"parameters\": {\"a\": 01}}",
              "<|python_tag|>a.call(x=1, y=)")) {
        assertThat(Reading.read(dialect, text).content()).as(dialect).isEqualTo(text);
      }
    }
  }
}
