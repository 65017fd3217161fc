package jan4j.server;

import static jan4j.server.TestServer.CHAT;
import static jan4j.server.TestServer.COMPLETIONS;
import static jan4j.server.TestServer.HELLO;
import static org.assertj.core.api.Assertions.assertThat;

import jan4j.core.ErrorCode;
import jan4j.core.FinishReason;
import jan4j.core.GenerationEvent;
import jan4j.core.GenerationRequest;
import jan4j.core.Prompt;
import jan4j.core.TokenLogprob;
import jan4j.core.Usage;
import jan4j.testkit.FakeEngine;
import jan4j.testkit.Gate;
import jan4j.testkit.RawHttpClient;
import jan4j.testkit.RawHttpResponse;
import jan4j.testkit.Script;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnswerTest {
  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private static Script finished(Script script, int prompt, int cached, int completion) {
    return script.event(
        new GenerationEvent.Finished(
            FinishReason.STOP, "", new Usage(prompt, cached, completion, 10, 20)));
  }

  @Test
  void chatAnswerHasAllFields() {
    server.engine.enqueue(finished(new Script().started(9, 4).text("Hel").text("lo"), 9, 4, 3));
    RawHttpResponse response = server.post(CHAT, HELLO);
    assertThat(response.header("content-type")).isEqualTo("application/json");
    assertThat(response.header("x-request-id")).isEqualTo("chatcmpl-1");
    Golden.check("chat-answer.json", response.text() + "\n");
  }

  @Test
  void toolCallsAndReasoningAreFieldsOfTheMessage() {
    server.engine.enqueue(
        new Script()
            .started(1, 0)
            .reasoning("Hm.")
            .toolCall(0, "call_1", "weather", "{\"city\":", "\"Oslo\"}")
            .finished(FinishReason.TOOL_CALLS));
    Golden.check("chat-answer-tools.json", server.post(CHAT, HELLO).text() + "\n");
  }

  @Test
  void textAnswerHasAllFields() {
    TokenLogprob other = new TokenLogprob(8, List.of((byte) 'b'), -2, List.of());
    TokenLogprob a = new TokenLogprob(7, List.of((byte) 'H', (byte) 'e'), -0.5, List.of(other));
    server.engine.enqueue(
        finished(
            new Script().started(3, 0).event(new GenerationEvent.TextDelta("HeHe", List.of(a, a))),
            3,
            0,
            2));
    String body = "{\"model\":\"tiny\",\"prompt\":\"Say\",\"logprobs\":1}";
    Golden.check("text-answer.json", server.post(COMPLETIONS, body).text() + "\n");
  }

  @Test
  void severalPromptsTimesNAreIndexedPromptMajor() {
    server.engine.otherwise(request -> Script.answer(describe(request)));
    String body =
        "{\"model\":\"tiny\",\"prompt\":[\"A\",[5,6]],\"n\":2,\"seed\":7,\"temperature\":1}";
    assertThat(server.post(COMPLETIONS, body).text())
        .contains("\"text\":\"A/7\",\"index\":0")
        .contains("\"text\":\"A/8\",\"index\":1")
        .contains("\"text\":\"[5, 6]/7\",\"index\":2")
        .contains("\"text\":\"[5, 6]/8\",\"index\":3")
        .contains("\"usage\":{\"prompt_tokens\":2,\"completion_tokens\":4,\"total_tokens\":6");
  }

  private static String describe(GenerationRequest request) {
    String prompt =
        switch (request.prompt()) {
          case Prompt.Text t -> t.text();
          case Prompt.Tokens t -> t.tokens().toString();
          case Prompt.Chat c -> c.messages().toString();
        };
    return prompt + "/" + request.sampling().seed();
  }

  @Test
  void echoPutsThePromptBeforeTheText() {
    server.engine.enqueue(Script.answer("!"));
    assertThat(server.post(COMPLETIONS, "{\"prompt\":\"Hi\",\"echo\":true}").text())
        .contains("\"text\":\"Hi!\"");
  }

  @Test
  void requestMayLeaveTheOnlyModelUnnamed() {
    server.engine.enqueue(Script.answer("x"));
    assertThat(server.post(CHAT, HELLO.replace("\"model\":\"tiny\",", "")).text())
        .contains("\"model\":\"tiny\"");
    try (TestServer two = new TestServer(ServerOptions.DEFAULT, new FakeEngine("a", "b"))) {
      assertThat(two.post(CHAT, HELLO.replace("\"model\":\"tiny\",", "")).text())
          .contains("\"param\":\"model\"");
    }
  }

  @Test
  void everyErrorCodeHasItsStatusAndAllFourKeys() {
    for (ErrorCode code : ErrorCode.values()) {
      if (code == ErrorCode.CANCELLED) {
        continue;
      }
      server.engine.enqueue(Script.refused(code, "why"));
      RawHttpResponse response = server.post(CHAT, HELLO);
      assertThat(response.status()).as(code.code()).isEqualTo(code.httpStatus());
      assertThat(response.text())
          .isEqualTo(
              "{\"error\":{\"message\":\"why\",\"type\":\"%s\",\"param\":null,\"code\":\"%s\"}}",
              code.type(), code.code());
    }
  }

  @Test
  void faultIsInternalWithoutItsDetails() {
    server.engine.enqueue(Script.refused(new IllegalStateException("secret detail")));
    RawHttpResponse response = server.post(CHAT, HELLO);
    assertThat(response.status()).isEqualTo(500);
    assertThat(response.text()).contains("\"code\":\"internal\"").doesNotContain("secret");
  }

  @Test
  void answerThatAnotherCancelledIsNotAFinishedOne() {
    server.engine.enqueue(new Script().started(1, 0).text("half"));
    RawHttpResponse response = server.post(CHAT, HELLO);
    assertThat(response.status()).isEqualTo(503);
    assertThat(response.text()).contains("before it was complete");
  }

  @Test
  void requestsOverTheLimitAreBusy() {
    ServerOptions one = ServerOptions.DEFAULT.with(o -> o.maxInFlight = 1);
    try (TestServer small = new TestServer(one);
        RawHttpClient first = small.connect()) {
      Gate gate = small.engine.gate("first runs");
      small.engine.enqueue(new Script().started(1, 0).gate(gate).finished(FinishReason.STOP));
      first.postJson(CHAT, HELLO);
      gate.awaitReached();
      RawHttpResponse second = small.post(CHAT, HELLO);
      assertThat(second.status()).isEqualTo(429);
      assertThat(second.header("retry-after")).isEqualTo("1");
      assertThat(second.text()).contains("\"code\":\"busy\"");
      gate.open();
      assertThat(first.readResponse().status()).isEqualTo(200);
    }
  }
}
