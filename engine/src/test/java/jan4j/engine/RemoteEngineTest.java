package jan4j.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jan4j.core.AnswerForm;
import jan4j.core.ErrorCode;
import jan4j.core.FinishReason;
import jan4j.core.Generation;
import jan4j.core.GenerationEvent;
import jan4j.core.GenerationRequest;
import jan4j.core.Message;
import jan4j.core.ModelEntry;
import jan4j.core.ModelId;
import jan4j.core.Prompt;
import jan4j.core.Role;
import jan4j.core.Sampling;
import jan4j.core.Usage;
import jan4j.egress.Egress;
import jan4j.egress.EgressPolicy;
import jan4j.egress.Ledger;
import jan4j.egress.Purpose;
import jan4j.testkit.Await;
import jan4j.wire.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RemoteEngineTest {
  private final AtomicReference<String> body = new AtomicReference<>("");
  private HttpServer server;
  private RemoteEngine engine;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    Egress egress =
        new Egress(EgressPolicy.closed(), new Ledger(folder.resolve("l.jsonl")), Clock.systemUTC());
    URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    engine = new RemoteEngine(egress, Purpose.OWN_CORE, base, "key");
  }

  @AfterEach
  void stop() {
    engine.close();
    server.stop(0);
  }

  private void answer(String path, int status, String... chunks) {
    server.createContext(
        path,
        exchange -> {
          body.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(status, 0);
          for (String chunk : chunks) {
            write(exchange, chunk);
          }
          exchange.close();
        });
  }

  private static void write(HttpExchange exchange, String text) throws IOException {
    exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
    exchange.getResponseBody().flush();
  }

  private static GenerationRequest chat() {
    return new GenerationRequest(
        "r",
        new ModelId("m"),
        new Prompt.Chat(List.of(Message.of(Role.USER, "hi")), List.of(), Map.of()),
        Sampling.builder().logitBias(Map.of(3, Double.NEGATIVE_INFINITY)).build(),
        5,
        List.of("."),
        -1,
        true,
        true,
        AnswerForm.FREE);
  }

  @Test
  void aChatStreamBecomesEvents() {
    answer(
        "/v1/chat/completions",
        200,
        "data: {\"choices\":[{\"delta\":{}}],\"prompt_progress\":{\"total\":9,\"cache\":4,"
            + "\"processed\":9,\"time_ms\":2}}\n\n",
        "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":null}}]}\n\n",
        ": ping\n\ndata: {\"choices\":[{\"delta\":{\"content\":\"Hé\"}}]}\n\n",
        "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"length\"}],"
            + "\"timings\":{\"prompt_ms\":1.5,\"predicted_ms\":2.5}}\n\n",
        "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":2,"
            + "\"prompt_tokens_details\":{\"cached_tokens\":4}}}\n\n",
        "data: [DONE]\n\n");
    assertThat(EngineFixture.drain(engine.start(chat())))
        .containsExactly(
            new GenerationEvent.Started(9, 4),
            new GenerationEvent.PromptProgress(9, 4, 9, 2),
            new GenerationEvent.TextDelta("Hé", List.of()),
            new GenerationEvent.Finished(FinishReason.LENGTH, "", new Usage(9, 4, 2, 1.5, 2.5)));
    Map<String, Object> sent = Json.readTree(body.get());
    assertThat(sent)
        .containsEntry("model", "m")
        .containsEntry("max_tokens", 5)
        .containsEntry("stop", List.of("."))
        .containsEntry("messages", List.of(Map.of("role", "user", "content", "hi")))
        .containsEntry("logit_bias", List.of(List.of(3, false)))
        .containsEntry("min_p", 0.05);
  }

  @Test
  void aTextStreamBecomesEvents() {
    answer(
        "/v1/completions",
        200,
        "data: {\"choices\":[{\"text\":\"a\"}]}\n\n",
        "data: {\"choices\":[{\"text\":\"\",\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n");
    assertThat(EngineFixture.drain(engine.start(EngineFixture.request("m"))))
        .contains(new GenerationEvent.TextDelta("a", List.of()))
        .last()
        .isInstanceOf(GenerationEvent.Finished.class);
    assertThat(Json.readTree(body.get())).containsEntry("prompt", "hi");
  }

  @Test
  void toolCallsHaveBeginningAndEnd() {
    answer(
        "/v1/chat/completions",
        200,
        "data: {\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"function\":"
            + "{\"name\":\"f\",\"arguments\":\"\"}}]}}]}\n\n",
        "data: {\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":"
            + "{\"arguments\":\"{}\"}}]}}]}\n\n",
        "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"tool_calls\"}]}\n\n",
        "data: [DONE]\n\n");
    assertThat(EngineFixture.drain(engine.start(chat())))
        .containsSubsequence(
            new GenerationEvent.ToolCallStart(0, "c", "f"),
            new GenerationEvent.ToolCallDelta(0, "{}"),
            new GenerationEvent.ToolCallEnd(0));
  }

  @Test
  void anErrorObjectKeepsItsCodeAndMessage() {
    answer(
        "/v1/chat/completions",
        503,
        "{\"error\":{\"message\":\"needs 9 GiB\",\"type\":\"server_error\",\"param\":null,"
            + "\"code\":\"out_of_memory\"}}");
    assertThat(EngineFixture.failure(engine.start(chat())))
        .isEqualTo(new GenerationEvent.Failed(ErrorCode.OUT_OF_MEMORY, "needs 9 GiB"));
  }

  @Test
  void anErrorInTheMidstOfAStreamEndsTheAnswer() {
    answer(
        "/v1/chat/completions",
        200,
        "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n",
        "data: {\"error\":{\"message\":\"it crashed\",\"code\":\"engine_crashed\"}}\n\n");
    assertThat(EngineFixture.failure(engine.start(chat())))
        .isEqualTo(new GenerationEvent.Failed(ErrorCode.ENGINE_CRASHED, "it crashed"));
  }

  @Test
  void aStreamThatBreaksOffIsNoEnd() {
    answer(
        "/v1/chat/completions", 200, "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n");
    assertThat(EngineFixture.failure(engine.start(chat())).code())
        .isEqualTo(ErrorCode.UPSTREAM_FAILED);
  }

  @Test
  void anotherWebPageIsNoServerOfThisKind() {
    answer("/v1/chat/completions", 404, "<html>");
    assertThat(EngineFixture.failure(engine.start(chat())).message()).contains("status 404");
  }

  @Test
  void closingClosesTheConnection() {
    AtomicReference<IOException> broken = new AtomicReference<>();
    server.createContext(
        "/v1/chat/completions",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try {
            while (true) {
              write(exchange, "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n");
            }
          } catch (IOException e) {
            broken.set(e);
            throw e;
          }
        });
    Generation g = engine.start(chat());
    assertThat(g.hasNext()).isTrue();
    g.close();
    assertThat(g.hasNext()).isFalse();
    Await.until("the server saw it", () -> broken.get() != null);
  }

  @Test
  void modelsAreListed() {
    answer("/v1/models", 200, "{\"data\":[{\"id\":\"m\",\"created\":7},{\"id\":\"../x\"}]}");
    assertThat(engine.models()).extracting(ModelEntry::name).containsExactly("m");
  }
}
