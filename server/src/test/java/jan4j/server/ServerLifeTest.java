package jan4j.server;

import static jan4j.server.TestServer.CHAT;
import static jan4j.server.TestServer.HELLO;
import static jan4j.server.TestServer.HELLO_STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jan4j.core.JanException;
import jan4j.testkit.FakeEngine;
import jan4j.testkit.Gate;
import jan4j.testkit.RawHttpClient;
import jan4j.testkit.RawHttpResponse;
import jan4j.testkit.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerLifeTest {
  private static final String KEY = "sesame-öffne";

  @Test
  void secondServerOnAPortSaysThatItIsTaken() {
    try (TestServer first = new TestServer()) {
      assertThatThrownBy(() ->
              JanServer.start(
                  ServerOptions.DEFAULT.with(o -> o.port = first.server.port()),
                  new FakeEngine("tiny")))
          .isInstanceOf(JanException.class)
          .hasMessageContaining("127.0.0.1:" + first.server.port())
          .hasMessageContaining("port is taken");
      assertThat(first.get("/health").status()).isEqualTo(200);
    }
  }

  @Test
  void portIsFreeAfterClose() {
    int port;
    try (TestServer first = new TestServer()) {
      port = first.server.port();
    }
    try (JanServer second =
        JanServer.start(ServerOptions.DEFAULT.with(o -> o.port = port), new FakeEngine("tiny"))) {
      assertThat(second.port()).isEqualTo(port);
    }
  }

  private static ServerOptions on(String host, String key) {
    return ServerOptions.DEFAULT.with(o -> {
      o.host = host;
      o.apiKey = key;
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.168.1.5", "jan.home"})
  void listeningForOthersNeedsAKey(String host) {
    assertThatThrownBy(() -> on(host, ""))
        .isInstanceOf(JanException.class)
        .hasMessageContaining("without an API key");
    assertThat(on(host, KEY).host()).isEqualTo(host);
  }

  @Test
  void keyIsNeededEverywhereButForHealth() {
    try (TestServer server = new TestServer(on("127.0.0.1", "sesame"))) {
      assertThat(server.get("/health").status()).isEqualTo(200);
      for (String path : new String[] {"/", "/v1/models", "/v1/models/tiny", CHAT, "/unknown"}) {
        RawHttpResponse response = server.get(path);
        assertThat(response.status()).isEqualTo(401);
        assertThat(response.text()).contains("\"code\":\"invalid_api_key\"");
      }
      assertThat(server.get("/v1/models", "Authorization: Bearer wrong").status()).isEqualTo(401);
      assertThat(server.get("/v1/models", "Authorization: sesame").status()).isEqualTo(401);
      assertThat(server.get("/v1/models", "x-api-key: sesam").status()).isEqualTo(401);
      assertThat(server.get("/v1/models?api_key=sesame").status()).isEqualTo(401);
      assertThat(server.get("/v1/models", "Authorization: Bearer sesame").status()).isEqualTo(200);
      assertThat(server.get("/v1/models", "authorization: bearer sesame").status()).isEqualTo(200);
      assertThat(server.get("/v1/models", "X-API-Key: sesame").status()).isEqualTo(200);
    }
  }

  @Test
  void hostIsCheckedOnAllAddressesToo() {
    try (TestServer server = new TestServer(on("0.0.0.0", "k"))) {
      String key = "x-api-key: k";
      assertThat(server.get("/v1/models", key, "Host: evil.com").status()).isEqualTo(403);
      assertThat(server.get("/v1/models", key, "Host: 0.0.0.0").status()).isEqualTo(403);
      assertThat(server.get("/v1/models", key).status()).isEqualTo(200);
    }
  }

  @Test
  void optionsDoNotShowTheKey() {
    assertThat(on("0.0.0.0", "sesame").toString()).doesNotContain("sesame");
  }

  @Test
  void closeEndsStreamsByAnErrorEvent() {
    try (TestServer server = new TestServer();
        RawHttpClient streamed = server.connect();
        RawHttpClient whole = server.connect()) {
      Gate gate = server.engine.gate("never opened");
      server.engine.enqueue(new Script().started(1, 0).text("Hel").gate(gate));
      streamed.postJson(CHAT, HELLO_STREAM);
      gate.awaitReached();
      server.engine.enqueue(new Script().started(1, 0).gate(server.engine.gate("nor this")));
      whole.postJson(CHAT, HELLO);
      server.engine.awaitRequests(2);
      server.server.close();
      assertThat(streamed.readResponse().text())
          .contains("\"content\":\"Hel\"")
          .contains("shutting down")
          .endsWith("\"code\":\"engine_unavailable\"}}\n\n");
      assertThat(whole.readResponse().status()).isEqualTo(503);
      server.engine.awaitCancelled(2);
    }
  }

  @Test
  void infoRoutesTellWhatIsThere() {
    try (TestServer server =
        new TestServer(ServerOptions.DEFAULT, new FakeEngine("tiny", "org/name-1+b:x"))) {
      assertThat(server.get("/health").text())
          .isEqualTo("{\"status\":\"ok\",\"version\":\"0.1.0\",\"models_loaded\":1}");
      assertThat(server.get("/").text()).contains("\"name\":\"Jan4j\"");
      assertThat(server.get("/v1/models").text())
          .isEqualTo(
              "{\"object\":\"list\",\"data\":["
                  + "{\"id\":\"tiny\",\"object\":\"model\",\"created\":0,\"owned_by\":\"jan4j\"},"
                  + "{\"id\":\"org/name-1+b:x\",\"object\":\"model\",\"created\":0,"
                  + "\"owned_by\":\"jan4j\"}]}");
      String one =
          "{\"id\":\"org/name-1+b:x\",\"object\":\"model\",\"created\":0,\"owned_by\":\"jan4j\"}";
      assertThat(server.get("/v1/models/org/name-1+b:x").text()).isEqualTo(one);
      assertThat(server.get("/v1/models/org%2Fname-1%2bb%3Ax").text()).isEqualTo(one);
      assertThat(server.get("/v1/models/org%2Fname%zz").status()).isEqualTo(400);
    }
  }

  @Test
  void headHasNoBody() {
    try (TestServer server = new TestServer();
        RawHttpClient client = server.connect()) {
      client.request("HEAD", "/health", "");
      RawHttpResponse head = client.readHead();
      assertThat(head.status()).isEqualTo(200);
      client.get("/v1/models/tiny");
      assertThat(client.readRaw()).isEqualTo('H');
    }
  }
}
