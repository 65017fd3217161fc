package jan4j.server;

import static jan4j.server.TestServer.CHAT;
import static jan4j.server.TestServer.HELLO;
import static org.assertj.core.api.Assertions.assertThat;

import jan4j.testkit.RawHttpClient;
import jan4j.testkit.RawHttpResponse;
import jan4j.testkit.Script;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The attack cases A1 to A10 on HTTP.
class GateTest {
  private static final String ALLOWED = "https://app.example";
  private final TestServer server =
      new TestServer(
          ServerOptions.DEFAULT.with(o -> {
            o.allowedHosts = List.of("jan.home");
            o.allowedOrigins = List.of(ALLOWED);
          }));

  @AfterEach
  void stop() {
    server.close();
  }

  private RawHttpResponse raw(String text) {
    try (RawHttpClient client = server.connect()) {
      return client.send(text).readResponse();
    }
  }

  private static void assertError(RawHttpResponse response, int status, String code) {
    assertThat(response.status()).as(response.text()).isEqualTo(status);
    assertThat(response.header("content-type")).isEqualTo("application/json");
    assertThat(response.text())
        .startsWith("{\"error\":{\"message\":\"")
        .contains("\"type\":")
        .contains("\"param\":")
        .contains("\"code\":\"" + code + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/health", "/v1/models", "/v1/models/tiny", CHAT, "/unknown"})
  void foreignHostIsRefusedOnEveryRoute(String path) {
    assertError(server.get(path, "Host: evil.com"), 403, "forbidden");
    assertError(server.post(path, HELLO, "Host: evil.com"), 403, "forbidden");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x.local",
        "localhost.evil.com",
        "127.0.0.1.nip.io",
        "localhost.",
        "evil.com:1337",
        "0.0.0.0",
        "[::2]",
        "127.0.0.1@evil.com",
        "evil.com#localhost"
      })
  void namesThatLookLocalAreRefused(String host) {
    RawHttpResponse response = server.get("/health", "Host: " + host);
    assertThat(response.status()).as(host).isIn(400, 403);
    assertThat(response.text()).startsWith("{\"error\":");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:80",
        "127.0.0.1",
        "127.0.0.1:1",
        "[::1]",
        "[::1]:1337",
        "jan.home",
        "jan.home:1337"
      })
  void loopbackAndConfiguredNamesAreTaken(String host) {
    assertThat(server.get("/health", "Host: " + host).status()).isEqualTo(200);
  }

  @Test
  void exactlyOneHostIsNeeded() {
    assertError(raw("GET /health HTTP/1.1\r\n\r\n"), 400, "invalid_request");
    assertError(
        raw("GET /health HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n"),
        400,
        "invalid_request");
    assertError(raw("GET /health HTTP/1.1\r\nHost:\r\n\r\n"), 400, "invalid_request");
  }

  @Test
  void absoluteTargetDoesNotReplaceTheHost() {
    RawHttpResponse response =
        raw("GET http://evil.com/health HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assertThat(response.status()).isIn(400, 403, 404);
    assertThat(response.text()).startsWith("{\"error\":");
    assertError(
        raw("GET http://localhost/health HTTP/1.1\r\nHost: evil.com\r\n\r\n"), 403, "forbidden");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.com",
        "null",
        "http://localhost:1",
        "file://",
        "https://app.example.evil.com"
      })
  void foreignOriginIsRefusedOnEveryRoute(String origin) {
    for (String path : List.of("/", "/health", "/v1/models", "/unknown")) {
      RawHttpResponse response = server.get(path, "Origin: " + origin);
      assertError(response, 403, "forbidden");
      assertThat(response.header("access-control-allow-origin")).isEmpty();
    }
    assertError(server.post(CHAT, HELLO, "Origin: " + origin), 403, "forbidden");
    assertThat(server.engine.requests()).isEmpty();
  }

  @Test
  void ownOriginNeedsNoHeaders() {
    RawHttpResponse response =
        server.get("/health", "Host: localhost:1337", "Origin: http://localhost:1337");
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers().keySet()).noneMatch(h -> h.startsWith("access-control"));
  }

  @Test
  void configuredOriginIsNamedWithoutCredentials() {
    RawHttpResponse response = server.get("/v1/models", "Origin: " + ALLOWED);
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.header("access-control-allow-origin")).isEqualTo(ALLOWED);
    assertThat(response.header("vary")).isEqualTo("Origin");
    assertThat(response.header("access-control-allow-credentials")).isEmpty();
  }

  @Test
  void preflightIsAnsweredForConfiguredOriginsAlone() {
    String ask = "Access-Control-Request-Method: POST";
    String lan = "Access-Control-Request-Private-Network: true";
    try (RawHttpClient client = server.connect()) {
      RawHttpResponse good =
          client.request("OPTIONS", CHAT, "", "Origin: " + ALLOWED, ask, lan).readResponse();
      assertThat(good.status()).isEqualTo(204);
      assertThat(good.header("access-control-allow-private-network")).isEqualTo("true");
      assertThat(good.header("access-control-allow-headers")).contains("authorization");
      RawHttpResponse bad =
          client.request("OPTIONS", CHAT, "", "Origin: http://evil.com", ask, lan).readResponse();
      assertError(bad, 403, "forbidden");
      assertThat(bad.headers().keySet()).noneMatch(h -> h.startsWith("access-control"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/nothing,404,not_found",
    "POST,/nothing,404,not_found",
    "GET,/v1/models/unknown,404,model_not_found",
    "POST,/v1/models,405,method_not_allowed",
    "DELETE,/health,405,method_not_allowed",
    "GET,/v1/chat/completions,405,method_not_allowed",
    "PUT,/v1/completions,405,method_not_allowed",
    "OPTIONS,/v1/completions,405,method_not_allowed",
    "GET,/health/,404,not_found",
    "GET,/v1/chat/completions/x,404,not_found",
    "BREW,/health,405,method_not_allowed",
  })
  void unknownPathsAndMethodsAreErrors(String method, String path, int status, String code) {
    try (RawHttpClient client = server.connect()) {
      RawHttpResponse response = client.request(method, path, "").readResponse();
      assertError(response, status, code);
      assertThat(response.header("allow").isEmpty()).isEqualTo(status != 405);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=",
        "application/jsonx",
        ""
      })
  void bodyMustBeJson(String type) {
    try (RawHttpClient client = server.connect()) {
      String[] headers = type.isEmpty() ? new String[0] : new String[] {"Content-Type: " + type};
      assertError(
          client.request("POST", CHAT, HELLO, headers).readResponse(),
          415,
          "unsupported_media_type");
    }
    assertThat(server.engine.requests()).isEmpty();
  }

  @Test
  void contentTypeMayNameItsCharset() {
    server.engine.enqueue(Script.answer("x"));
    try (RawHttpClient client = server.connect()) {
      assertThat(
              client
                  .request("POST", CHAT, HELLO, "Content-Type: Application/JSON; charset=utf-8")
                  .readResponse()
                  .status())
          .isEqualTo(200);
    }
  }

  @Test
  void compressedBodyIsRefused() {
    assertError(server.post(CHAT, HELLO, "Content-Encoding: gzip"), 400, "invalid_request");
  }

  @Test
  void hugeBodyIsRefusedUnread() {
    String head =
        "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/json\r\n";
    assertError(raw(head + "Content-Length: 100000000\r\n\r\n"), 413, "payload_too_large");
    assertError(
        raw(head + "Transfer-Encoding: chunked\r\n\r\n5F5E100\r\n"), 413, "payload_too_large");
  }

  @Test
  void deepJsonIsRefused() {
    String deep = "[".repeat(100_000);
    assertError(server.post(CHAT, "{\"messages\":" + deep), 400, "invalid_request");
  }

  @Test
  void slowBodyEndsInATimeout() {
    ServerOptions quick = ServerOptions.DEFAULT.with(o -> o.bodyTimeout = Duration.ofMillis(50));
    try (TestServer slow = new TestServer(quick);
        RawHttpClient client = slow.connect()) {
      client.send(
          "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\n"
              + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{");
      RawHttpResponse response = client.readResponse();
      assertError(response, 408, "request_timeout");
      client.awaitClosedByServer();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense\r\n\r\n",
        "GET /a b HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nBad Header: x\r\n\r\n",
        "POST /v1/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Content-Length: -1\r\n\r\n",
      })
  void malformedHttpIsAnErrorObject(String request) {
    RawHttpResponse response = raw(request);
    assertThat(response.status()).isBetween(400, 499);
    assertThat(response.text()).startsWith("{\"error\":{\"message\":");
  }

  @Test
  void forwardedForChangesNothing() {
    assertError(
        server.get(
            "/health",
            "Host: evil.com",
            "X-Forwarded-For: 127.0.0.1",
            "X-Forwarded-Host: localhost"),
        403,
        "forbidden");
  }

  @Test
  void lineBreaksInAPathReachNoHeader() {
    RawHttpResponse response = server.get("/v1/models/x%0d%0aSet-Cookie:%20a=b");
    assertError(response, 404, "model_not_found");
    assertThat(response.header("set-cookie")).isEmpty();
    assertThat(response.text()).doesNotContain("\\r").doesNotContain("\\n");
  }
}
