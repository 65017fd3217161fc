package jan4j.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jan4j.core.AnswerForm;
import jan4j.core.GenerationRequest;
import jan4j.core.JanException;
import jan4j.core.LoadOptions;
import jan4j.core.ModelEntry;
import jan4j.core.ModelId;
import jan4j.core.OutputFormat;
import jan4j.core.Sampling;
import jan4j.core.ToolChoice;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormMapperTest {
  private static final String TOOLS =
      "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}},"
          + "{\"type\":\"function\",\"function\":{\"name\":\"g\"}}]";

  private final RequestMapper mapper =
      new RequestMapper(_ ->
          new ModelEntry(
              new ModelId("m"),
              "",
              Path.of(""),
              0,
              Instant.EPOCH,
              "",
              Sampling.DEFAULT,
              LoadOptions.DEFAULT,
              ""));

  private GenerationRequest one(String fields) {
    String body = "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]" + fields + "}";
    return mapper.chat(body.getBytes(StandardCharsets.UTF_8), "id").requests().getFirst();
  }

  private AnswerForm form(String fields) {
    return one(fields).form();
  }

  @Test
  void nothingAskedForIsFree() {
    assertThat(form("")).isEqualTo(AnswerForm.FREE);
    assertThat(form(",\"response_format\":{\"type\":\"text\"},\"reasoning_format\":\"auto\""))
        .isEqualTo(AnswerForm.FREE);
    assertThat(form(",\"tool_choice\":\"none\"," + TOOLS)).isEqualTo(AnswerForm.FREE);
  }

  @Test
  void everyFormOfASchemaIsRead() {
    Map<String, Object> schema = Map.of("type", "integer");
    String text = "{\"type\":\"integer\"}";
    String nested = "response_format.json_schema.schema";
    assertThat(format("{\"type\":\"json_object\"}")).isEqualTo(new OutputFormat.JsonObject());
    assertThat(
            format(
                "{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"n\",\"schema\":"
                    + text
                    + "}}"))
        .isEqualTo(new OutputFormat.JsonSchema(schema, false, nested));
    assertThat(
            format(
                "{\"type\":\"json_schema\",\"json_schema\":{\"strict\":true,\"schema\":"
                    + text
                    + "}}"))
        .isEqualTo(new OutputFormat.JsonSchema(schema, false, nested));
    assertThat(
            format(
                "{\"type\":\"json_schema\",\"json_schema\":{\"strict\":false,\"schema\":"
                    + text
                    + "}}"))
        .isEqualTo(new OutputFormat.JsonSchema(schema, true, nested));
    OutputFormat direct = new OutputFormat.JsonSchema(schema, false, "response_format.schema");
    assertThat(format("{\"type\":\"json_object\",\"schema\":" + text + "}")).isEqualTo(direct);
    assertThat(format("{\"type\":\"json_schema\",\"schema\":" + text + "}")).isEqualTo(direct);
    assertThat(form(",\"json_schema\":" + text).format())
        .isEqualTo(new OutputFormat.JsonSchema(schema, false, "json_schema"));
  }

  private OutputFormat format(String responseFormat) {
    return form(",\"response_format\":" + responseFormat).format();
  }

  @Test
  void aGrammarIsASamplingValue() {
    assertThat(one(",\"grammar\":\"root ::= \\\"a\\\"\"").sampling().grammar())
        .isEqualTo("root ::= \"a\"");
  }

  @Test
  void toolChoices() {
    assertThat(choice("\"auto\"")).isEqualTo(ToolChoice.AUTO);
    assertThat(choice("\"required\"")).isEqualTo(ToolChoice.REQUIRED);
    assertThat(choice("{\"type\":\"function\",\"function\":{\"name\":\"g\"}}"))
        .isEqualTo(ToolChoice.named("g"));
    assertThat(choice("{\"type\":\"function\",\"name\":\"g\"}")).isEqualTo(ToolChoice.named("g"));
    String allowed =
        "{\"type\":\"allowed_tools\",\"allowed_tools\":{\"mode\":\"%s\",\"tools\":"
            + "[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]}}";
    assertThat(choice(allowed.formatted("required")))
        .isEqualTo(new ToolChoice(ToolChoice.Mode.REQUIRED, List.of("f")));
    assertThat(choice(allowed.formatted("auto")))
        .isEqualTo(new ToolChoice(ToolChoice.Mode.AUTO, List.of("f")));
  }

  private ToolChoice choice(String value) {
    return form(",\"tool_choice\":" + value + "," + TOOLS).toolChoice();
  }

  @Test
  void switches() {
    assertThat(form(",\"parallel_tool_calls\":false," + TOOLS).parallelCalls()).isFalse();
    assertThat(form(",\"reasoning_format\":\"none\"").reasoningAsText()).isTrue();
    assertThat(form(",\"reasoning_format\":\"deepseek\"").reasoningAsText()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\"response_format\":{}; response_format",
        "\"response_format\":{\"type\":\"json_schema\"}; response_format.json_schema",
        "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"n\"}}; response_format.json_schema.schema",
        "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"schema\":5}}; response_format.json_schema.schema",
        "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":5,\"schema\":{}}}; response_format.json_schema.name",
        "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"strict\":5,\"schema\":{}}}; response_format.json_schema.strict",
        "\"json_schema\":5; json_schema",
        "\"json_schema\":{},\"response_format\":{\"type\":\"json_object\"}; json_schema",
        "\"grammar\":\"root ::= x\",\"json_schema\":{}; grammar",
        "\"tool_choice\":\"required\"; tool_choice",
        "\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"f\"}}; tool_choice",
        "\"tool_choice\":{\"type\":\"function\"}; tool_choice.function.name",
        "\"tool_choice\":{\"type\":\"allowed_tools\",\"mode\":\"no\"}; tool_choice.allowed_tools.mode",
        "\"tool_choice\":{\"type\":\"allowed_tools\",\"tools\":[]}; tool_choice.allowed_tools.tools",
        "\"reasoning_format\":\"x\"; reasoning_format",
        "\"reasoning_effort\":\"x\"; reasoning_effort",
        "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":5}}]; tools[0].function.parameters",
        "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"strict\":5}}]; tools[0].function.strict",
        "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}},{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]; tools[1].function.name",
      })
  void badShapesAreNamed(String fields, String param) {
    JanException e = catchThrowableOfType(JanException.class, () -> one("," + fields));
    assertThat(e).as(fields).isNotNull();
    assertThat(e.code().httpStatus()).isEqualTo(400);
    assertThat(e.parameter()).isEqualTo(param);
  }
}
