package jan4j.server;

import static jan4j.server.TestServer.CHAT;
import static jan4j.server.TestServer.HELLO;
import static jan4j.server.TestServer.HELLO_STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import jan4j.core.FinishReason;
import jan4j.core.GenerationEvent;
import jan4j.testkit.Gate;
import jan4j.testkit.RawHttpClient;
import jan4j.testkit.Script;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisconnectTest {
  private final TestServer server = new TestServer();
  private final Gate gate = server.engine.gate("never opened");

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {HELLO, HELLO_STREAM})
  void clientThatLeavesWhileTheModelLoadsCancels(String body) {
    server.engine.enqueue(
        new Script().event(new GenerationEvent.LoadProgress(0.1)).gate(gate).started(1, 0));
    leaveAtGate(body);
  }

  @ParameterizedTest
  @ValueSource(strings = {HELLO, HELLO_STREAM})
  void clientThatLeavesDuringPrefillCancels(String body) {
    server.engine.enqueue(new Script().started(1, 0).gate(gate));
    leaveAtGate(body);
  }

  @ParameterizedTest
  @ValueSource(strings = {HELLO, HELLO_STREAM})
  void clientThatLeavesInTheMidstOfTheAnswerCancels(String body) {
    server.engine.enqueue(new Script().started(1, 0).text("Hel").gate(gate).text("lo"));
    leaveAtGate(body);
  }

  private void leaveAtGate(String body) {
    try (RawHttpClient client = server.connect()) {
      client.postJson(CHAT, body);
      gate.awaitReached();
    }
    server.engine.awaitCancelled(1);
    server.engine.awaitIdle();
  }

  @Test
  void resetCancelsToo() {
    server.engine.enqueue(new Script().started(1, 0).gate(gate));
    RawHttpClient client = server.connect().postJson(CHAT, HELLO);
    gate.awaitReached();
    client.reset();
    server.engine.awaitCancelled(1);
  }

  @Test
  void clientThatLeavesCancelsAllItsChoices() {
    server.engine.enqueue(new Script().started(1, 0).text("a").finished(FinishReason.STOP));
    server.engine.enqueue(new Script().started(1, 0).gate(gate));
    server.engine.enqueue(new Script().started(1, 0).gate(gate));
    try (RawHttpClient client = server.connect()) {
      client.postJson(CHAT, HELLO.replace("{\"model\"", "{\"n\":3,\"model\""));
      server.engine.awaitRequests(3);
      gate.awaitReached();
    }
    server.engine.awaitCancelled(2);
    server.engine.awaitIdle();
  }

  @Test
  void serverAnswersOthersAfterwards() {
    server.engine.enqueue(new Script().started(1, 0).gate(gate));
    leaveAtGate(HELLO);
    server.engine.enqueue(Script.answer("ok"));
    assertThat(server.post(CHAT, HELLO).status()).isEqualTo(200);
  }

  @Test
  void pipelinedRequestIsAnsweredAfterTheFirst() {
    server.engine.enqueue(
        new Script().started(1, 0).gate(gate).text("x").finished(FinishReason.STOP));
    try (RawHttpClient client = server.connect()) {
      client.postJson(CHAT, HELLO);
      gate.awaitReached();
      client.get("/health");
      gate.open();
      assertThat(client.readResponse().text()).contains("\"content\":\"x\"");
      assertThat(client.readResponse().text()).contains("\"status\":\"ok\"");
    }
  }
}
