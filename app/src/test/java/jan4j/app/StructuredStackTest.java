package jan4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.core.ModelId;
import jan4j.testkit.RawHttpResponse;
import jan4j.testkit.TestEnvironment;
import jan4j.testkit.TinyModels;
import jan4j.testkit.TinyVocabulary;
import jan4j.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// JSON formats, grammars and tool calls over HTTP, by models of random weights that would never
/// write any of it by themselves.
@Tag("native")
@Timeout(180)
class StructuredStackTest {
  private static final Map<String, List<String>> CONTROLS =
      Map.of(
          "hermes", List.of("<tool_call>", "</tool_call>"),
          "hermes-think", List.of("<think>", "</think>", "<tool_call>", "</tool_call>"),
          "qwen3-coder", List.of("<tool_call>", "</tool_call>"),
          "mistral", List.of("[TOOL_CALLS]", "[ARGS]", "[INST]", "[/INST]"),
          "llama3", List.of("<|python_tag|>"));

  private static final Map<String, Object> SCHEMA =
      Map.of(
          "type",
          "object",
          "properties",
          Map.of(
              "city", Map.of("enum", List.of("Oslo", "Bergen")),
              "hours", Map.of("type", "integer", "minimum", 0, "maximum", 23),
              "note", Map.of("type", "string", "maxLength", 6)),
          "required",
          List.of("city", "hours"),
          "additionalProperties",
          false);

  /// `</think>` is the second of the last six tokens of `hermes-think`. Random weights do not end
  /// their reasoning by themselves.
  private static final Map<String, Object> END_OF_REASONING =
      Map.of(String.valueOf(TinyVocabulary.imStart() - 3), 30);

  @TempDir static Path folder;

  private static RealStack stack;

  @BeforeAll
  static void start() throws IOException {
    stack = new RealStack(TestEnvironment.nativeFolder());
    for (String name : CONTROLS.keySet()) {
      Path file = TinyModels.withTemplate(folder, name, template(name), CONTROLS.get(name));
      stack.add(name, file, RealStack.options(1024, -1));
    }
  }

  private static String template(String name) throws IOException {
    try (var in = StructuredStackTest.class.getResourceAsStream("/templates/" + name + ".jinja")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  @AfterAll
  static void stop() {
    if (stack != null) {
      stack.close();
    }
  }

  static Stream<String> templates() {
    return CONTROLS.keySet().stream().sorted();
  }

  private static Map<String, Object> fields(Object... keysAndValues) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("max_tokens", 400);
    out.put("seed", 1);
    for (int i = 0; i < keysAndValues.length; i += 2) {
      out.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return out;
  }

  private static Map<String, Object> tool(String name) {
    return tool(name, SCHEMA);
  }

  private static Map<String, Object> tool(String name, Object parameters) {
    return Map.of(
        "type",
        "function",
        "function",
        Map.of("name", name, "description", "Tells the time.", "parameters", parameters));
  }

  /// What a model is asked that demands a call. Formats that write arguments as bare text cannot
  /// hold a text to a length.
  private static Map<String, Object> demand(String name, Object choice) {
    Map<String, Object> parameters = new LinkedHashMap<>(SCHEMA);
    if (name.equals("qwen3-coder")) {
      Map<?, ?> all = (Map<?, ?>) SCHEMA.get("properties");
      parameters.put("properties", Map.of("city", all.get("city"), "hours", all.get("hours")));
    }
    Map<String, Object> out =
        fields(
            "tools",
            List.of(tool("clock", parameters), tool("watch", parameters)),
            "tool_choice",
            choice,
            "parallel_tool_calls",
            false);
    if (name.equals("hermes-think")) {
      out.put("logit_bias", END_OF_REASONING);
    }
    return out;
  }

  private static Map<String, Object> responseFormat(Object schema) {
    return Map.of(
        "type",
        "json_schema",
        "json_schema",
        Map.of("name", "answer", "strict", true, "schema", schema));
  }

  private static void assertFits(String json) {
    Map<String, Object> value = Json.readTree(json);
    assertThat(value.keySet()).isSubsetOf("city", "hours", "note").contains("city", "hours");
    assertThat(value.get("city")).isIn("Oslo", "Bergen");
    assertThat((Integer) value.get("hours")).isBetween(0, 23);
    if (value.get("note") instanceof String note) {
      assertThat(note.codePointCount(0, note.length())).isLessThanOrEqualTo(6);
    }
  }

  @ParameterizedTest
  @MethodSource("templates")
  void aDemandedCallIsWrittenInTheModelsFormatAndReadBack(String name) {
    Chats chats = new Chats(stack, name);
    Map<String, Object> fields = demand(name, "required");
    for (Chats.Answer answer : List.of(chats.whole(fields), chats.streamed(fields))) {
      assertThat(answer.reason()).as("%s", answer).isEqualTo("tool_calls");
      assertThat(answer.content()).isEmpty();
      assertThat(answer.calls()).hasSize(1);
      for (Chats.Call call : answer.calls()) {
        assertThat(call.name()).isIn("clock", "watch");
        assertThat(call.id()).isNotEmpty();
        assertFits(call.arguments());
      }
    }
  }

  @Test
  void severalCallsMayCome() {
    Chats.Answer answer =
        new Chats(stack, "hermes")
            .streamed(
                fields("tools", List.of(tool("clock"), tool("watch")), "tool_choice", "required"));
    assertThat(answer.reason()).isIn("tool_calls", "length");
    assertThat(answer.calls()).isNotEmpty();
    assertThat(answer.calls()).extracting(Chats.Call::id).doesNotHaveDuplicates();
    assertFits(answer.calls().getFirst().arguments());
  }

  @ParameterizedTest
  @MethodSource("templates")
  void aNamedFunctionIsTheOnlyCall(String name) {
    Map<String, Object> choice = Map.of("type", "function", "function", Map.of("name", "watch"));
    Chats.Answer answer = new Chats(stack, name).streamed(demand(name, choice));
    assertThat(answer.reason()).isEqualTo("tool_calls");
    assertThat(answer.calls()).hasSize(1);
    assertThat(answer.calls().getFirst().name()).isEqualTo("watch");
    assertFits(answer.calls().getFirst().arguments());
  }

  @ParameterizedTest
  @MethodSource("templates")
  void aSchemaHolds(String name) {
    Chats chats = new Chats(stack, name);
    Map<String, Object> fields = fields("response_format", responseFormat(SCHEMA));
    if (name.equals("hermes-think")) {
      fields.put("logit_bias", END_OF_REASONING);
    }
    for (Chats.Answer answer : List.of(chats.whole(fields), chats.streamed(fields))) {
      assertThat(answer.reason()).isEqualTo("stop");
      assertFits(answer.content());
    }
  }

  @Test
  void reasoningThatThePromptOpenedComesApart() {
    Chats chats = new Chats(stack, "hermes-think");
    Chats.Answer open = chats.whole(fields("max_tokens", 20));
    assertThat(open.reasoning()).isNotEmpty();
    assertThat(open.content()).isEmpty();
    Chats.Answer asText = chats.whole(fields("max_tokens", 20, "reasoning_format", "none"));
    assertThat(asText.reasoning()).isEmpty();
    assertThat(asText.content()).isNotEmpty();
    Chats.Answer none = chats.whole(fields("max_tokens", 20, "reasoning_effort", "none"));
    assertThat(none.reasoning()).isEmpty();
    assertThat(none.content()).isNotEmpty();
  }

  @Test
  void aSchemaAndAGrammarHoldForTextCompletions() {
    Chats chats = new Chats(stack, "hermes");
    RawHttpResponse json = chats.post("/v1/completions", fields("json_schema", SCHEMA));
    assertThat(json.status()).as(json.text()).isEqualTo(200);
    assertFits(Chats.text(Chats.choice(Json.readTree(json.text())).get("text")));
    RawHttpResponse gbnf =
        chats.post("/v1/completions", fields("grammar", "root ::= \"yes \" [0-9]{4}"));
    assertThat(Chats.text(Chats.choice(Json.readTree(gbnf.text())).get("text")))
        .matches("yes [0-9]{4}");
  }

  @Test
  void anyObjectIsAJsonObject() {
    Chats.Answer answer =
        new Chats(stack, "hermes")
            .whole(fields("response_format", Map.of("type", "json_object"), "max_tokens", 1000));
    if (answer.reason().equals("stop")) {
      assertThat(Json.readTree(answer.content())).isNotNull();
    }
    assertThat(answer.content()).startsWith("{");
  }

  @Test
  void toolsAndASchemaTogetherGiveOneOfThem() {
    Chats.Answer answer =
        new Chats(stack, "hermes")
            .whole(
                fields("tools", List.of(tool("clock")), "response_format", responseFormat(SCHEMA)));
    if (answer.calls().isEmpty()) {
      assertFits(answer.content());
    } else {
      assertFits(answer.calls().getFirst().arguments());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "grammar ~ root ::= ( ~ grammar_invalid ~ line 1, column 11",
        "grammar ~ root ::= root 'a' ~ grammar_invalid ~ line 1",
        "grammar ~ root ::= (\"a\"*)* ~ grammar_invalid ~ can be empty",
      })
  void aGrammarThatCannotBeUsedIsNamed(String field, String value, String code, String message) {
    RawHttpResponse response =
        new Chats(stack, "hermes").post("/v1/completions", fields(field, value));
    assertThat(response.status()).isEqualTo(400);
    assertThat(RealStack.error(response).get("code")).isEqualTo(code);
    assertThat((String) RealStack.error(response).get("message")).contains(message);
  }

  @Test
  void whatCannotBeEnforcedIsNamedWithItsPath() {
    Object schema =
        Map.of(
            "type",
            "object",
            "properties",
            Map.of("a", Map.of("type", "array", "uniqueItems", true)));
    RawHttpResponse response =
        new Chats(stack, "hermes")
            .post("/v1/chat/completions", fields("response_format", responseFormat(schema)));
    assertThat(response.status()).isEqualTo(400);
    assertThat((String) RealStack.error(response).get("message"))
        .contains("uniqueItems")
        .contains("/properties/a");
    Map<String, Object> bestEffort =
        Map.of(
            "type",
            "json_schema",
            "json_schema",
            Map.of("name", "a", "strict", false, "schema", schema));
    assertThat(
            new Chats(stack, "hermes")
                .post(
                    "/v1/chat/completions", fields("response_format", bestEffort, "max_tokens", 5))
                .status())
        .isEqualTo(200);
  }

  @Test
  void aWorkerThatAnsweredAllThatStillLives() {
    ModelId model = new ModelId("hermes");
    assertThat(stack.text(model, "once", 4)).isNotEmpty();
  }
}
