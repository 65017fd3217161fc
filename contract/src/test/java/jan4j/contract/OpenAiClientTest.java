package jan4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.completions.Completion;
import com.openai.models.completions.CompletionChoice;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.models.Model;
import jan4j.testkit.CorePlace;
import jan4j.testkit.CoreProcess;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// OpenAI's own Java client against a core with a tiny model.
@Tag("native")
@Timeout(120)
class OpenAiClientTest {
  private static final String KEY = "a-key";

  @TempDir static Path folder;
  private static CorePlace place;
  private static CoreProcess core;
  private static OpenAIClient client;

  @BeforeAll
  static void start() {
    place = CorePlace.in(folder);
    core = CoreProcess.serving(place, "--api-key", KEY, "--parallel", "1");
    client = client(KEY);
  }

  @AfterAll
  static void stop() {
    if (client != null) {
      client.close();
    }
    if (core != null) {
      core.close();
    }
    if (place != null) {
      place.unlink();
    }
  }

  private static OpenAIClient client(String key) {
    return OpenAIOkHttpClient.builder()
        .baseUrl(core.url() + "/v1")
        .apiKey(key)
        .maxRetries(0)
        .build();
  }

  private static ChatCompletionCreateParams.Builder chat(String question) {
    return ChatCompletionCreateParams.builder()
        .model(CoreProcess.MODEL)
        .addSystemMessage("Be brief.")
        .addUserMessage(question)
        .temperature(0)
        .maxCompletionTokens(8);
  }

  private static String text(ChatCompletion answer) {
    return answer.choices().getFirst().message().content().orElseThrow();
  }

  private static List<ChatCompletionChunk> stream(ChatCompletionCreateParams params) {
    try (StreamResponse<ChatCompletionChunk> chunks =
        client.chat().completions().createStreaming(params)) {
      return chunks.stream().toList();
    }
  }

  @Test
  void aChatIsAnsweredInOnePiece() {
    ChatCompletion answer = client.chat().completions().create(chat("Hello").build());
    answer.validate();
    assertThat(answer.model()).isEqualTo(CoreProcess.MODEL);
    assertThat(text(answer)).isNotEmpty();
    assertThat(answer.choices().getFirst().finishReason())
        .isEqualTo(ChatCompletion.Choice.FinishReason.LENGTH);
    assertThat(answer.usage().orElseThrow().completionTokens()).isEqualTo(8);
    assertThat(answer.usage().orElseThrow().totalTokens())
        .isEqualTo(8 + answer.usage().orElseThrow().promptTokens());
  }

  @Test
  void aStreamedChatSaysTheSameAndEndsWithItsUsage() {
    List<ChatCompletionChunk> chunks =
        stream(
            chat("Hello")
                .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build());
    chunks.forEach(ChatCompletionChunk::validate);
    StringBuilder streamed = new StringBuilder();
    chunks.forEach(
        chunk -> chunk.choices().forEach(c -> c.delta().content().ifPresent(streamed::append)));
    assertThat(streamed)
        .hasToString(text(client.chat().completions().create(chat("Hello").build())));
    assertThat(chunks.getLast().choices()).isEmpty();
    assertThat(chunks.getLast().usage().orElseThrow().completionTokens()).isEqualTo(8);
    assertThat(chunks).extracting(ChatCompletionChunk::id).containsOnly(chunks.getFirst().id());
    assertThat(stream(chat("Hello").build())).noneMatch(chunk -> chunk.usage().isPresent());
  }

  @Test
  void logprobsComeWithTheirAlternatives() {
    ChatCompletion answer =
        client.chat().completions().create(chat("Hello").logprobs(true).topLogprobs(3).build());
    answer.validate();
    var tokens = answer.choices().getFirst().logprobs().orElseThrow().content().orElseThrow();
    assertThat(tokens).hasSize(8);
    assertThat(tokens)
        .allSatisfy(token -> {
          assertThat(token.topLogprobs()).hasSize(3);
          assertThat(token.logprob()).isLessThanOrEqualTo(0);
          assertThat(token.topLogprobs().getFirst().token()).isEqualTo(token.token());
        });
  }

  @Test
  void aStopTextEndsTheAnswerBeforeIt() {
    String whole = text(client.chat().completions().create(chat("Hello").build()));
    String stop = whole.substring(whole.length() / 2, whole.length() / 2 + 2);
    ChatCompletion answer = client.chat().completions().create(chat("Hello").stop(stop).build());
    assertThat(answer.choices().getFirst().finishReason())
        .isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
    assertThat(text(answer)).isEqualTo(whole.substring(0, whole.indexOf(stop)));
  }

  @Test
  void aTextIsCompletedWithLogprobsAndStreamed() {
    CompletionCreateParams params =
        CompletionCreateParams.builder()
            .model(CoreProcess.MODEL)
            .prompt("once upon a time")
            .temperature(0)
            .maxTokens(6)
            .logprobs(2)
            .build();
    Completion answer = client.completions().create(params);
    answer.validate();
    CompletionChoice choice = answer.choices().getFirst();
    assertThat(choice.logprobs().orElseThrow().tokens().orElseThrow()).hasSize(6);
    assertThat(choice.logprobs().orElseThrow().topLogprobs().orElseThrow()).hasSize(6);
    assertThat(answer.usage().orElseThrow().completionTokens()).isEqualTo(6);
    StringBuilder streamed = new StringBuilder();
    try (StreamResponse<Completion> chunks = client.completions().createStreaming(params)) {
      chunks.stream().forEach(c -> c.choices().forEach(part -> streamed.append(part.text())));
    }
    assertThat(streamed).hasToString(choice.text());
  }

  @Test
  void modelsAreListedAndFoundByTheirId() {
    List<Model> models = client.models().list().autoPager().stream().toList();
    models.forEach(Model::validate);
    assertThat(models).extracting(Model::id).contains(CoreProcess.MODEL);
    assertThat(client.models().retrieve(CoreProcess.MODEL).id()).isEqualTo(CoreProcess.MODEL);
  }

  @Test
  void errorsCarryTheirFourKeys() {
    NotFoundException missing =
        catchThrowableOfType(
            NotFoundException.class,
            () -> client.chat().completions().create(chat("Hello").model("no-such").build()));
    assertThat(missing.code()).contains("model_not_found");
    assertThat(missing.type()).contains("invalid_request_error");
    assertThat(missing.getMessage()).contains("no-such");
    BadRequestException wrong =
        catchThrowableOfType(
            BadRequestException.class,
            () -> client.chat().completions().create(chat("Hello").topP(2).build()));
    assertThat(wrong.param()).contains("top_p");
    assertThat(wrong.type()).contains("invalid_request_error");
    assertThat(wrong.code()).isPresent();
    BadRequestException tooLong =
        catchThrowableOfType(
            BadRequestException.class,
            () -> client.chat().completions().create(chat("word ".repeat(3000)).build()));
    assertThat(tooLong.code()).contains("context_length_exceeded");
    assertKeys(missing);
    assertKeys(wrong);
    assertKeys(tooLong);
  }

  private static void assertKeys(OpenAIServiceException e) {
    assertThat(e.body().toString()).contains("message=", "type=", "param=", "code=");
  }

  @Test
  void aFailedStreamIsTheSameError() {
    NotFoundException missing =
        catchThrowableOfType(
            NotFoundException.class, () -> stream(chat("Hello").model("no-such").build()));
    assertThat(missing.code()).contains("model_not_found");
  }

  @Test
  void aWrongKeyIsAnAuthenticationError() {
    OpenAIClient stranger = client("another");
    UnauthorizedException e =
        catchThrowableOfType(UnauthorizedException.class, () -> stranger.models().list());
    stranger.close();
    assertThat(e.statusCode()).isEqualTo(401);
    assertThat(e.code()).contains("invalid_api_key");
  }

  /// The model answers one request at a time here.
  @Test
  void closingAStreamFreesItsPlace() {
    ChatCompletionCreateParams params =
        chat("Hello")
            .maxCompletionTokens(1900)
            .putAdditionalBodyProperty("ignore_eos", JsonValue.from(true))
            .build();
    try (StreamResponse<ChatCompletionChunk> chunks =
        client.chat().completions().createStreaming(params)) {
      Iterator<ChatCompletionChunk> iterator = chunks.stream().iterator();
      iterator.next();
      iterator.next();
    }
    assertThat(text(client.chat().completions().create(chat("Hello").build()))).isNotEmpty();
  }
}
