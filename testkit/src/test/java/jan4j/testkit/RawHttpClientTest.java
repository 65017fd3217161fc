package jan4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RawHttpClientTest {
  private ServerSocket listener;

  @BeforeEach
  void listen() throws IOException {
    listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void stop() throws IOException {
    listener.close();
  }

  @Test
  void aResponseIsReadByItsLength() throws IOException {
    try (RawHttpClient client =
        connectAndAnswer(
            "HTTP/1.1 404 Not Found\r\nX-A: 1\r\nx-a: 2\r\nContent-Length: 2\r\n\r\nnoHTTP/1.1 204 No Content\r\n\r\n")) {
      RawHttpResponse first = client.readResponse();
      RawHttpResponse second = client.readResponse();

      assertThat(first.status()).isEqualTo(404);
      assertThat(first.header("X-A")).isEqualTo("1, 2");
      assertThat(first.text()).isEqualTo("no");
      assertThat(second.status()).isEqualTo(204);
      assertThat(second.body()).isEmpty();
    }
  }

  @Test
  void eventsAreReadAcrossChunksWithTheirExactBytes() throws IOException {
    try (RawHttpClient client =
        connectAndAnswer(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7\r\ndata: a\r\n4;x=y\r\n\n\nda\r\n7\r\nta: \u00e9\n\r\n1\r\n\n\r\n0\r\n\r\n")) {
      assertThat(client.readHead().status()).isEqualTo(200);
      assertThat(client.readEvent()).isEqualTo("data: a\n\n");
      assertThat(client.readEvent()).isEqualTo("data: \u00e9\n\n");
      assertThat(client.readEvent()).isEmpty();
    }
  }

  @Test
  void aStreamThatEndsWithinAnEventIsAnError() throws IOException {
    try (RawHttpClient client = connectAndAnswer("HTTP/1.1 200 OK\r\n\r\ndata: a\n")) {
      client.readHead();

      assertThatThrownBy(client::readEvent).hasMessageContaining("within an event");
    }
  }

  @Test
  void aRequestIsSentWithItsLengthAndHost() throws IOException {
    try (RawHttpClient client = RawHttpClient.connect(listener.getLocalPort());
        Socket server = listener.accept()) {
      client.postJson("/v1/x", "{\"a\":\"\u00e9\"}", "Authorization: Bearer k").endSending();

      assertThat(new String(server.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(
              "POST /v1/x HTTP/1.1\r\nHost: 127.0.0.1:"
                  + listener.getLocalPort()
                  + "\r\nAuthorization: Bearer k\r\nContent-Type: application/json\r\n"
                  + "Content-Length: 10\r\n\r\n{\"a\":\"\u00e9\"}");
    }
  }

  @Test
  void aResetReachesTheServerAsAnError() throws IOException {
    try (RawHttpClient client = RawHttpClient.connect(listener.getLocalPort());
        Socket server = listener.accept()) {
      client.reset();

      assertThatThrownBy(() -> server.getInputStream().read()).isInstanceOf(IOException.class);
    }
  }

  private RawHttpClient connectAndAnswer(String bytes) throws IOException {
    RawHttpClient client = RawHttpClient.connect(listener.getLocalPort());
    try (Socket server = listener.accept()) {
      server.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
    }
    return client;
  }
}
