package jan4j.model.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DialectsTest {
  private static final String HERMES =
      """
      {%- for t in tools %}{{ t | tojson }}{% endfor -%}
      {%- for m in messages -%}
      <|im_start|>{{ m.role }}
      {{ m.content or '' }}
      {%- for c in m.tool_calls or [] -%}
      <tool_call>{"name": "{{ c.function.name }}", "arguments": {{ c.function.arguments | tojson }}}</tool_call>
      {%- endfor -%}<|im_end|>
      {% endfor -%}
      {%- if add_generation_prompt %}<|im_start|>assistant
      {% endif -%}
      """;

  @Test
  void theFormatThatReadsBackWhatATemplateWritesIsTaken() {
    assertThat(Dialects.of(HERMES).name()).isEqualTo("hermes");
    assertThat(Dialects.of(HERMES.replace("tool_call>", "TOOLCALL>")).name()).isEqualTo("nemotron");
  }

  @Test
  void aTemplateThatWritesNoCallsIsKnownByItsSource() {
    assertThat(Dialects.of("{{ messages[0].content }} <|tool_call|>").name()).isEqualTo("granite");
    assertThat(Dialects.of("{{ messages[0].content }} function<｜tool▁sep｜>").name())
        .isEqualTo("deepseek-r1");
    assertThat(Dialects.of("{{ messages[0].content }} <｜tool▁sep｜>").name())
        .isEqualTo("deepseek-v3.1");
  }

  @Test
  void theJsonOfOneCallIsLlama3() {
    String template =
        HERMES
            .replace("<tool_call>", "")
            .replace("</tool_call>", "")
            .replace("arguments\":", "parameters\":");
    assertThat(Dialects.of(template).name()).isEqualTo("llama3");
  }

  @Test
  void aTemplateWithoutToolsOrThatFailsIsGeneric() {
    assertThat(Dialects.of("{{ messages[0].content }}").name()).isEqualTo("generic");
    assertThat(Dialects.of("{{ raise_exception('no') }}").name()).isEqualTo("generic");
    assertThat(Dialects.of("{% if").name()).isEqualTo("generic");
  }

  @Test
  void theEndOfATurnIsNoText() {
    Dialect dialect = Dialects.of(HERMES);
    OutputStart start = Reading.start("<|im_start|>assistant\n");
    assertThat(Reading.read(dialect, start, "Hello.<|im_end|>\n").content()).isEqualTo("Hello.");
    assertThat(Reading.read(dialect, start, "a<|im_end|>b <|im_en").content())
        .isEqualTo("a<|im_end|>b <|im_en");
  }

  @Test
  void everyFormatHasItsOwnName() {
    assertThat(Dialects.names()).doesNotHaveDuplicates();
    for (String name : Dialects.names()) {
      assertThat(Dialects.named(name).orElseThrow().name()).isEqualTo(name);
    }
    assertThat(Dialects.named("none")).isEmpty();
  }

  @Test
  void aLongAnswerTakesLinearTimeAndAnEndlessCallBreaks() {
    String bad = "<tool_call>{\"name\": \"add\", \"arguments\": {\"a\": \"";
    for (String dialect : Dialects.names()) {
      OutputParser parser = Dialects.named(dialect).orElseThrow().parser(Reading.start(""));
      StringBuilder all = new StringBuilder(bad);
      for (String part :
          List.of("<tool_call>", "[TOOL_CALLS]", "[{", "{\"", " ", "<|tool_call|>[")) {
        all.append(part.repeat(400_000 / part.length()));
      }
      AssembledMessage message = Assembler.read(parser, all.toString());
      assertThat(message.content()).as(dialect).isEqualToIgnoringWhitespace(all);
    }
  }
}
