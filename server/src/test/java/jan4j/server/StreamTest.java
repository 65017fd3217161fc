package jan4j.server;

import static jan4j.server.TestServer.CHAT;
import static jan4j.server.TestServer.COMPLETIONS;
import static jan4j.server.TestServer.HELLO_STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import jan4j.core.ErrorCode;
import jan4j.core.FinishReason;
import jan4j.core.GenerationEvent;
import jan4j.core.TokenLogprob;
import jan4j.core.Usage;
import jan4j.testkit.Gate;
import jan4j.testkit.RawHttpClient;
import jan4j.testkit.RawHttpResponse;
import jan4j.testkit.Script;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamTest {
  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private String stream(String path, String json) {
    RawHttpResponse response = server.post(path, json);
    assertThat(response.status()).as(response.text()).isEqualTo(200);
    assertThat(response.header("content-type")).isEqualTo("text/event-stream");
    assertThat(response.header("cache-control")).isEqualTo("no-cache");
    return response.text();
  }

  private static String with(String fields) {
    return HELLO_STREAM.replace("\"stream\":true", "\"stream\":true," + fields);
  }

  private static Script hello() {
    return new Script()
        .started(9, 4)
        .text("Hel")
        .text("")
        .text("lo")
        .event(new GenerationEvent.Finished(FinishReason.STOP, "", new Usage(9, 4, 3, 10, 20)));
  }

  @Test
  void chatStreamHasRoleThenTextThenFinishThenDone() {
    server.engine.enqueue(hello());
    Golden.check("chat-stream.txt", stream(CHAT, HELLO_STREAM));
  }

  @Test
  void usageComesInOneMoreChunkAndIsNullBefore() {
    server.engine.enqueue(hello());
    Golden.check(
        "chat-stream-usage.txt", stream(CHAT, with("\"stream_options\":{\"include_usage\":true}")));
  }

  @Test
  void reasoningAndToolCallsHaveTheirOwnDeltas() {
    server.engine.enqueue(
        new Script()
            .started(1, 0)
            .reasoning("Hm.")
            .toolCall(0, "call_1", "weather", "{\"city\":", "\"Oslo\"}")
            .finished(FinishReason.TOOL_CALLS));
    Golden.check("chat-stream-tools.txt", stream(CHAT, HELLO_STREAM));
  }

  @Test
  void chunksCarryLogprobsWhereAskedFor() {
    TokenLogprob alternative = new TokenLogprob(8, List.of((byte) 'H'), -2, List.of());
    TokenLogprob chosen =
        new TokenLogprob(7, List.of((byte) 0xc3), Double.NEGATIVE_INFINITY, List.of(alternative));
    server.engine.enqueue(
        new Script()
            .started(1, 0)
            .event(new GenerationEvent.TextDelta("Hé", List.of(chosen)))
            .finished(FinishReason.LENGTH));
    Golden.check(
        "chat-stream-logprobs.txt", stream(CHAT, with("\"logprobs\":true,\"top_logprobs\":1")));
    assertThat(server.engine.onlyRequest().logprobs()).isEqualTo(1);
  }

  @Test
  void progressAndTimingsComeWhereAskedFor() {
    server.engine.enqueue(
        new Script()
            .event(new GenerationEvent.LoadProgress(0.5))
            .started(8, 2)
            .event(new GenerationEvent.PromptProgress(8, 2, 5, 12))
            .text("x")
            .finished(FinishReason.STOP));
    Golden.check(
        "chat-stream-progress.txt",
        stream(CHAT, with("\"return_progress\":true,\"timings_per_token\":true")));
  }

  @Test
  void textStreamHasTextChunks() {
    server.engine.enqueue(hello());
    Golden.check(
        "text-stream.txt",
        stream(
            COMPLETIONS,
            "{\"model\":\"tiny\",\"prompt\":\"Say\",\"echo\":true,\"stream\":true,"
                + "\"stream_options\":{\"include_usage\":true}}"));
  }

  @Test
  void choicesComeInterleavedByTheirIndex() {
    Gate gate = server.engine.gate("second finished");
    server.engine.enqueue(
        new Script().started(2, 0).text("a").gate(gate).text("b").finished(FinishReason.STOP));
    server.engine.enqueue(new Script().started(2, 0).text("c").finished(FinishReason.STOP));
    try (RawHttpClient client = server.connect()) {
      client.postJson(CHAT, with("\"n\":2"));
      client.readHead();
      StringBuilder before = new StringBuilder();
      String event;
      do {
        event = client.readEvent();
        before.append(event);
      } while (!event.contains("\"finish_reason\":\"stop\""));
      assertThat(before).contains("\"index\":1").contains("\"content\":\"c\"");
      assertThat(before).doesNotContain("\"content\":\"b\"");
      gate.open();
      String after = new String(client.readBody(), java.nio.charset.StandardCharsets.UTF_8);
      assertThat(after)
          .contains("\"index\":0,\"delta\":{\"content\":\"b\"}")
          .endsWith("data: [DONE]\n\n");
    }
  }

  @Test
  void failureBeforeTheFirstByteIsAStatus() {
    server.engine.enqueue(
        new Script()
            .event(new GenerationEvent.LoadProgress(0.1))
            .failed(ErrorCode.CONTEXT_LENGTH_EXCEEDED, "too long"));
    RawHttpResponse response = server.post(CHAT, HELLO_STREAM);
    assertThat(response.status()).isEqualTo(400);
    assertThat(response.text())
        .isEqualTo(
            "{\"error\":{\"message\":\"too long\",\"type\":\"invalid_request_error\","
                + "\"param\":null,\"code\":\"context_length_exceeded\"}}");
  }

  @Test
  void failureAfterTheFirstByteIsOneErrorEventAndTheEnd() {
    server.engine.enqueue(
        new Script().started(1, 0).text("Hel").failed(ErrorCode.ENGINE_CRASHED, "it died"));
    Golden.check("chat-stream-error.txt", stream(CHAT, HELLO_STREAM));
  }

  @Test
  void faultOfTheEngineIsAnErrorEventWithoutItsDetails() {
    server.engine.enqueue(
        new Script().started(1, 0).broken(new IllegalStateException("secret detail")));
    assertThat(stream(CHAT, HELLO_STREAM))
        .contains("\"code\":\"internal\"")
        .doesNotContain("secret")
        .doesNotContain("[DONE]");
  }

  @Test
  void silentStreamGetsComments() {
    try (TestServer fast =
        new TestServer(ServerOptions.DEFAULT.with(o -> o.pingInterval = Duration.ZERO))) {
      Gate gate = fast.engine.gate("long prefill");
      fast.engine.enqueue(new Script().started(1, 0).gate(gate).finished(FinishReason.STOP));
      try (RawHttpClient client = fast.connect()) {
        client.postJson(CHAT, HELLO_STREAM);
        client.readHead();
        String event;
        do {
          event = client.readEvent();
          assertThat(event).containsAnyOf("assistant", ": ping");
        } while (!event.equals(": ping\n\n"));
        gate.open();
      }
    }
  }

  @Test
  void connectionServesFurtherRequestsAfterAStream() {
    server.engine.enqueue(Script.answer("one"));
    server.engine.enqueue(Script.answer("two"));
    try (RawHttpClient client = server.connect()) {
      client.postJson(CHAT, HELLO_STREAM);
      assertThat(client.readResponse().text()).contains("one").endsWith("data: [DONE]\n\n");
      client.postJson(CHAT, HELLO_STREAM);
      assertThat(client.readResponse().text()).contains("two").endsWith("data: [DONE]\n\n");
      client.get("/health");
      assertThat(client.readResponse().status()).isEqualTo(200);
    }
  }
}
