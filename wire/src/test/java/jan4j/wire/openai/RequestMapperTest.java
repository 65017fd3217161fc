package jan4j.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jan4j.core.ErrorCode;
import jan4j.core.GenerationRequest;
import jan4j.core.JanException;
import jan4j.core.LoadOptions;
import jan4j.core.ModelEntry;
import jan4j.core.ModelId;
import jan4j.core.Part;
import jan4j.core.Prompt;
import jan4j.core.Role;
import jan4j.core.Sampling;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestMapperTest {
  private static final Sampling RECOMMENDED =
      Sampling.builder().temperature(0.2).topP(0.9).repeatPenalty(1.1).build();
  private final RequestMapper mapper =
      new RequestMapper(name ->
          new ModelEntry(
              new ModelId(name == null ? "only" : name),
              "",
              Path.of(""),
              0,
              Instant.EPOCH,
              "",
              RECOMMENDED,
              LoadOptions.DEFAULT,
              ""));

  private static byte[] utf8(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  private ApiRequest chat(String fields) {
    String more = fields.isEmpty() ? "" : "," + fields;
    return mapper.chat(
        utf8("{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]" + more + "}"), "id");
  }

  private GenerationRequest one(String fields) {
    return chat(fields).requests().getFirst();
  }

  private ApiRequest completion(String json) {
    return mapper.completion(utf8(json), "id");
  }

  private Prompt.Chat messages(String messages) {
    return (Prompt.Chat)
        mapper.chat(utf8("{\"messages\":" + messages + "}"), "id").requests().getFirst().prompt();
  }

  @Test
  void absentFieldsTakeTheModelsRecommendation() {
    GenerationRequest request = one("");
    assertThat(request.sampling()).isEqualTo(RECOMMENDED);
    assertThat(request.maxTokens()).isEqualTo(-1);
    assertThat(request.stop()).isEmpty();
    assertThat(request.logprobs()).isEqualTo(-1);
    assertThat(request.cachePrompt()).isTrue();
    assertThat(request.reportProgress()).isFalse();
    assertThat(request.id()).isEqualTo("id");
  }

  @Test
  void nullIsAbsentAndUnknownFieldsAreTolerated() {
    assertThat(
            one(
                "\"temperature\":null,\"stop\":null,\"n\":null,\"tools\":null,\"user\":\"me\","
                    + "\"metadata\":{\"a\":1},\"store\":true,\"nonsense\":[{}]"))
        .isEqualTo(one(""));
  }

  @Test
  void everySamplingFieldIsTaken() {
    Sampling s =
        one("\"seed\":5,\"ignore_eos\":true,\"temperature\":1.5,\"top_k\":3,\"top_p\":0.5,"
                + "\"min_p\":0.1,\"typical_p\":0.7,\"top_n_sigma\":2,\"xtc_probability\":0.3,"
                + "\"xtc_threshold\":0.2,\"dynatemp_range\":0.4,\"dynatemp_exponent\":2,"
                + "\"repeat_last_n\":10,\"repeat_penalty\":1.2,\"frequency_penalty\":0.6,"
                + "\"presence_penalty\":0.8,\"dry_multiplier\":0.9,\"dry_base\":1.6,"
                + "\"dry_allowed_length\":4,\"dry_penalty_last_n\":20,"
                + "\"dry_sequence_breakers\":[\"x\"],\"mirostat\":2,\"mirostat_tau\":4,"
                + "\"mirostat_eta\":0.2,\"logit_bias\":{\"7\":-1.5}")
            .sampling();
    assertThat(s)
        .isEqualTo(
            new Sampling(
                1.5,
                3,
                0.5,
                0.1,
                0.7,
                2,
                0.3,
                0.2,
                0.4,
                2,
                10,
                1.2,
                0.6,
                0.8,
                0.9,
                1.6,
                4,
                20,
                List.of("x"),
                2,
                4,
                0.2,
                5,
                Map.of(7, -1.5),
                true,
                ""));
  }

  @Test
  void logitBiasTakesPairsAndFalse() {
    assertThat(one("\"logit_bias\":[[3,false],[\"4\",2]]").sampling().logitBias())
        .isEqualTo(Map.of(3, Double.NEGATIVE_INFINITY, 4, 2.0));
  }

  @Test
  void limitHasThreeNames() {
    assertThat(one("\"max_tokens\":5").maxTokens()).isEqualTo(5);
    assertThat(one("\"n_predict\":6").maxTokens()).isEqualTo(6);
    assertThat(one("\"max_completion_tokens\":7,\"max_tokens\":5").maxTokens()).isEqualTo(7);
  }

  @Test
  void stopIsATextOrAList() {
    assertThat(one("\"stop\":\"a\"").stop()).containsExactly("a");
    assertThat(one("\"stop\":[\"a\",\"b\"]").stop()).containsExactly("a", "b");
  }

  @Test
  void choicesOfOneSeedHaveSeedsInARow() {
    assertThat(chat("\"n\":3,\"seed\":9").requests())
        .extracting(r -> r.sampling().seed())
        .containsExactly(9L, 10L, 11L);
    assertThat(chat("\"n\":2").requests())
        .extracting(GenerationRequest::id)
        .containsExactly("id-0", "id-1");
  }

  @Test
  void messagesKeepTheirPartsInOrder() {
    Prompt.Chat chat =
        messages(
            "[{\"role\":\"developer\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},\"b\"]},"
                + "{\"role\":\"assistant\",\"content\":null,\"reasoning_content\":\"hm\","
                + "\"tool_calls\":[{\"id\":\"c\",\"type\":\"function\",\"function\":"
                + "{\"name\":\"f\",\"arguments\":\"{\\\"x\\\":1}\"}}]},"
                + "{\"role\":\"tool\",\"tool_call_id\":\"c\",\"content\":\"42\"}]");
    assertThat(chat.messages().get(0).role()).isEqualTo(Role.DEVELOPER);
    assertThat(chat.messages().get(0).text()).isEqualTo("ab");
    assertThat(chat.messages().get(1).parts())
        .containsExactly(
            new Part.Reasoning("hm"), new Part.ToolCall("c", "f", "{\"x\":1}", Map.of("x", 1)));
    assertThat(chat.messages().get(2).toolCallId()).isEqualTo("c");
  }

  @Test
  void toolsAreKeptWholeAndNoneHidesThem() {
    String tools =
        "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"description\":\"d\","
            + "\"parameters\":{\"type\":\"object\"}}}]";
    Prompt.Chat chat = (Prompt.Chat) one(tools).prompt();
    assertThat(chat.tools()).hasSize(1);
    assertThat(chat.tools().getFirst().name()).isEqualTo("f");
    assertThat(chat.tools().getFirst().definition()).containsKeys("type", "function");
    assertThat(((Prompt.Chat) one(tools + ",\"tool_choice\":\"none\"").prompt()).tools()).isEmpty();
  }

  @Test
  void templateVariablesReachThePrompt() {
    Prompt.Chat chat =
        (Prompt.Chat)
            one("\"chat_template_kwargs\":{\"enable_thinking\":false},"
                    + "\"reasoning_effort\":\"low\"")
                .prompt();
    assertThat(chat.variables())
        .isEqualTo(Map.of("enable_thinking", false, "reasoning_effort", "low"));
    Prompt.Chat none = (Prompt.Chat) one("\"reasoning_effort\":\"none\"").prompt();
    assertThat(none.variables())
        .isEqualTo(Map.of("enable_thinking", false, "thinking", false, "reasoning_effort", "none"));
  }

  @Test
  void promptHasFourShapes() {
    assertThat(completion("{\"prompt\":\"a\"}").requests().getFirst().prompt())
        .isEqualTo(new Prompt.Text("a"));
    assertThat(completion("{\"prompt\":[1,2]}").requests().getFirst().prompt())
        .isEqualTo(new Prompt.Tokens(List.of(1, 2)));
    assertThat(completion("{\"prompt\":[\"a\",\"b\"],\"n\":2}").requests())
        .extracting(GenerationRequest::prompt)
        .containsExactly(
            new Prompt.Text("a"), new Prompt.Text("a"), new Prompt.Text("b"), new Prompt.Text("b"));
    assertThat(completion("{\"prompt\":[[1],[2,3]]}").requests())
        .extracting(GenerationRequest::prompt)
        .containsExactly(new Prompt.Tokens(List.of(1)), new Prompt.Tokens(List.of(2, 3)));
  }

  @Test
  void streamOptionsAreRead() {
    ApiRequest request =
        chat(
            "\"stream\":true,\"stream_options\":{\"include_usage\":true},"
                + "\"timings_per_token\":true,\"return_progress\":true,\"cache_prompt\":false");
    assertThat(request.stream()).isTrue();
    assertThat(request.includeUsage()).isTrue();
    assertThat(request.timingsPerToken()).isTrue();
    assertThat(request.requests().getFirst().reportProgress()).isTrue();
    assertThat(request.requests().getFirst().cachePrompt()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\"temperature\":\"hot\"; temperature",
        "\"temperature\":\"NaN\"; temperature",
        "\"top_p\":1.5; top_p",
        "\"min_p\":-1; min_p",
        "\"top_k\":1e300; top_k",
        "\"top_k\":{}; top_k",
        "\"stream\":\"maybe\"; stream",
        "\"mirostat\":3; mirostat",
        "\"dry_multiplier\":-1; dry_multiplier",
        "\"dry_sequence_breakers\":[\"\"]; dry_sequence_breakers",
        "\"xtc_probability\":2; xtc_probability",
        "\"repeat_last_n\":-2; repeat_last_n",
        "\"seed\":99999999999999999999; seed",
        "\"max_tokens\":-2; max_tokens",
        "\"max_completion_tokens\":-5; max_completion_tokens",
        "\"n_predict\":-7; n_predict",
        "\"n\":0; n",
        "\"n\":9; n",
        "\"stop\":5; stop",
        "\"stop\":[1]; stop",
        "\"stop\":[\"\"]; stop",
        "\"logit_bias\":5; logit_bias",
        "\"logit_bias\":{\"x\":1}; logit_bias",
        "\"logit_bias\":[[-1,1]]; logit_bias",
        "\"logit_bias\":[[1,true]]; logit_bias",
        "\"logit_bias\":[[1]]; logit_bias",
        "\"top_logprobs\":2; top_logprobs",
        "\"logprobs\":true,\"top_logprobs\":21; top_logprobs",
        "\"tools\":[5]; tools[0]",
        "\"tools\":[{\"type\":\"function\"}]; tools[0].function",
        "\"tools\":[{\"type\":\"function\",\"function\":{}}]; tools[0].function.name",
        "\"tool_choice\":5; tool_choice",
        "\"tool_choice\":\"maybe\"; tool_choice",
        "\"response_format\":5; response_format",
        "\"chat_template_kwargs\":[]; chat_template_kwargs",
        "\"stream_options\":{\"include_usage\":\"x\"}; stream_options.include_usage",
      })
  void badFieldIsNamed(String fields, String param) {
    JanException e = catchThrowableOfType(JanException.class, () -> chat(fields));
    assertThat(e).as(fields).isNotNull();
    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(e.parameter()).isEqualTo(param);
    assertThat(e.getMessage()).contains(param.replaceAll("[.\\[].*", "")).doesNotContain("java.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\"response_format\":{\"type\":\"xml\"}; response_format.type",
        "\"tool_choice\":{\"type\":\"custom\"}; tool_choice.type",
        "\"reasoning_format\":\"deepseek-legacy\"; reasoning_format",
        "\"functions\":[]; functions",
        "\"function_call\":\"auto\"; function_call",
        "\"audio\":{}; audio",
        "\"modalities\":[\"audio\"]; modalities",
        "\"web_search_options\":{}; web_search_options",
        "\"tools\":[{\"type\":\"custom\"}]; tools[0].type",
      })
  void whatCannotBeHonouredIsRefusedByName(String fields, String param) {
    JanException e = catchThrowableOfType(JanException.class, () -> chat(fields));
    assertThat(e).as(fields).isNotNull();
    assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED);
    assertThat(e.parameter()).isEqualTo(param);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "[]; messages; INVALID_REQUEST",
        "5; messages; INVALID_REQUEST",
        "[null]; messages[0].role; INVALID_REQUEST",
        "[{\"content\":\"x\"}]; messages[0].role; INVALID_REQUEST",
        "[{\"role\":\"king\",\"content\":\"x\"}]; messages[0].role; INVALID_REQUEST",
        "[{\"role\":5}]; messages[0].content; INVALID_REQUEST",
        "[{\"role\":\"user\"}]; messages[0].content; INVALID_REQUEST",
        "[{\"role\":\"user\",\"content\":5}]; messages[0].content; INVALID_REQUEST",
        "[{\"role\":\"user\",\"content\":[5]}]; messages[0].content[0]; INVALID_REQUEST",
        "[{\"role\":\"user\",\"content\":[{\"type\":\"text\"}]}]; messages[0].content[0].text; INVALID_REQUEST",
        "[{\"role\":\"user\",\"content\":[{\"type\":\"x\"}]}]; messages[0].content[0].type; INVALID_REQUEST",
        "[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\"}]}]; messages[0].content[0]; UNSUPPORTED",
        "[{\"role\":\"assistant\",\"tool_calls\":[{}]}]; messages[0].tool_calls[0].function.name; INVALID_REQUEST",
      })
  void badMessageIsNamed(String messages, String param, ErrorCode code) {
    JanException e = catchThrowableOfType(JanException.class, () -> messages(messages));
    assertThat(e).as(messages).isNotNull();
    assertThat(e.code()).isEqualTo(code);
    if (!messages.contains("\"role\":5")) {
      assertThat(e.parameter()).isEqualTo(param);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{}; prompt; INVALID_REQUEST",
        "{\"prompt\":5}; prompt; INVALID_REQUEST",
        "{\"prompt\":[]}; prompt; INVALID_REQUEST",
        "{\"prompt\":[-1]}; prompt; INVALID_REQUEST",
        "{\"prompt\":[1.5]}; prompt; INVALID_REQUEST",
        "{\"prompt\":[99999999999]}; prompt; INVALID_REQUEST",
        "{\"prompt\":[[]]}; prompt[0]; INVALID_REQUEST",
        "{\"prompt\":[\"a\",null]}; prompt[1]; INVALID_REQUEST",
        "{\"prompt\":\"a\",\"logprobs\":21}; logprobs; INVALID_REQUEST",
        "{\"prompt\":\"a\",\"suffix\":\"b\"}; suffix; UNSUPPORTED",
        "{\"prompt\":\"a\",\"best_of\":2}; best_of; UNSUPPORTED",
        "{\"prompt\":[1],\"echo\":true}; echo; UNSUPPORTED",
        "{\"prompt\":\"a\",\"echo\":true,\"logprobs\":1}; echo; UNSUPPORTED",
      })
  void badCompletionFieldIsNamed(String json, String param, ErrorCode code) {
    JanException e = catchThrowableOfType(JanException.class, () -> completion(json));
    assertThat(e).as(json).isNotNull();
    assertThat(e.code()).isEqualTo(code);
    assertThat(e.parameter()).isEqualTo(param);
  }

  @Test
  void numberOfPromptsAndChoicesIsBounded() {
    String many = "[" + "\"a\",".repeat(32) + "\"a\"]";
    assertThat(
            catchThrowableOfType(JanException.class, () -> completion("{\"prompt\":" + many + "}"))
                .parameter())
        .isEqualTo("prompt");
    String nine = "[" + "\"a\",".repeat(8) + "\"a\"]";
    assertThat(
            catchThrowableOfType(
                    JanException.class, () -> completion("{\"n\":8,\"prompt\":" + nine + "}"))
                .parameter())
        .isEqualTo("n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"''", "nonsense", "[]", "null", "{\"messages\":[", "5"})
  void whatIsNoJsonObjectIsInvalid(String body) {
    JanException e = catchThrowableOfType(JanException.class, () -> mapper.chat(utf8(body), "id"));
    assertThat(e).as(body).isNotNull();
    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
  }
}
