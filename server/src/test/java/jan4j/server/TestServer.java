package jan4j.server;

import jan4j.testkit.FakeEngine;
import jan4j.testkit.RawHttpClient;
import jan4j.testkit.RawHttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/// A server on a free loopback port over a [FakeEngine]; its clock stands still and all its
/// requests have the same id.
final class TestServer implements AutoCloseable {
  static final String CHAT = "/v1/chat/completions";
  static final String COMPLETIONS = "/v1/completions";
  static final String HELLO =
      "{\"model\":\"tiny\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
  static final String HELLO_STREAM =
      "{\"model\":\"tiny\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

  final FakeEngine engine;
  final JanServer server;

  TestServer() {
    this(ServerOptions.DEFAULT);
  }

  TestServer(ServerOptions options) {
    this(options, new FakeEngine("tiny"));
  }

  TestServer(ServerOptions options, FakeEngine engine) {
    this.engine = engine;
    Clock clock = Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC);
    server =
        JanServer.start(
            options.with(o -> o.port = 0),
            engine,
            () -> 1,
            new JanServer.Sources(clock, () -> 0L, () -> "1"));
  }

  RawHttpClient connect() {
    return RawHttpClient.connect(server.port());
  }

  RawHttpResponse get(String path, String... headers) {
    try (RawHttpClient client = connect()) {
      return client.get(path, headers).readResponse();
    }
  }

  RawHttpResponse post(String path, String json, String... headers) {
    try (RawHttpClient client = connect()) {
      return client.postJson(path, json, headers).readResponse();
    }
  }

  @Override
  public void close() {
    server.close();
    engine.close();
  }
}
