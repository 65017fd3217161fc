package jan4j.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EgressTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC);
  private static final EgressPolicy LAN = new EgressPolicy(false, Set.of(), true);

  @TempDir Path folder;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicReference<String> authorization = new AtomicReference<>("");
  private HttpServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          String value = exchange.getRequestHeaders().getFirst("Authorization");
          authorization.set(value == null ? "" : value);
          if (exchange.getRequestURI().getPath().startsWith("/to/")) {
            exchange
                .getResponseHeaders()
                .add("Location", exchange.getRequestURI().toString().substring(4));
            exchange.sendResponseHeaders(302, -1);
          } else {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("ok".getBytes());
          }
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
  }

  private Egress egress(EgressPolicy policy) {
    return new Egress(policy, new Ledger(folder.resolve("egress.jsonl")), CLOCK);
  }

  private HttpRequest get(String path) {
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path))
        .header("Authorization", "Bearer secret")
        .build();
  }

  @Test
  void offlineDeniesBeforeAnySocketAndSaysWhatWouldHaveBeenFetched() throws IOException {
    assertThatThrownBy(
            () -> egress(EgressPolicy.closed()).send(Purpose.MODEL_DOWNLOAD, "a model", get("/")))
        .isInstanceOfSatisfying(
            JanException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.EGRESS_DENIED))
        .hasMessageContaining("a model")
        .hasMessageContaining("127.0.0.1");
    assertThat(requests).hasValue(0);
    assertThat(Files.readString(folder.resolve("egress.jsonl")))
        .isEqualTo(
            "{\"time\":\"2026-11-25T12:00:00Z\",\"purpose\":\"model_download\","
                + "\"host\":\"127.0.0.1\",\"what\":\"a model\",\"allowed\":false}\n");
  }

  @Test
  void theOwnCoreIsReachedOfflineAndLeavesNoLine() throws IOException {
    var response = egress(EgressPolicy.closed()).send(Purpose.OWN_CORE, "health", get("/"));
    assertThat(response.statusCode()).isEqualTo(200);
    response.body().close();
    assertThat(folder.resolve("egress.jsonl")).doesNotExist();
  }

  @Test
  void theOwnCoreIsOnLoopbackOnly() {
    HttpRequest away = HttpRequest.newBuilder(URI.create("http://192.0.2.1/")).build();
    assertThatThrownBy(() -> egress(EgressPolicy.online()).send(Purpose.OWN_CORE, "health", away))
        .hasMessageContaining("loopback");
  }

  @Test
  void aPublicPurposeDoesNotReachPrivateAddresses() {
    for (String host :
        new String[] {
          "127.0.0.1",
          "localhost",
          "169.254.169.254",
          "10.0.0.1",
          "0.0.0.0",
          "[::1]",
          "[::ffff:127.0.0.1]",
          "[fd00::1]",
          "[64:ff9b::7f00:1]",
          "[2002:7f00:1::]",
          "[::127.0.0.1]",
          "100.64.0.1",
          "198.18.0.1",
          "240.0.0.1",
          "224.0.0.1",
          "2130706433"
        }) {
      HttpRequest request = HttpRequest.newBuilder(URI.create("https://" + host + "/")).build();
      assertThatThrownBy(
              () -> egress(EgressPolicy.online()).send(Purpose.MODEL_DOWNLOAD, "x", request))
          .as(host)
          .isInstanceOf(JanException.class)
          .hasMessageContaining("refused");
    }
    assertThat(requests).hasValue(0);
  }

  @Test
  void aPublicPurposeNeverUsesPlainHttp() throws IOException {
    HttpRequest plain = HttpRequest.newBuilder(URI.create("http://192.0.2.1/a?secret=1")).build();
    assertThatThrownBy(() -> egress(EgressPolicy.online()).send(Purpose.MODEL_DOWNLOAD, "x", plain))
        .hasMessageContaining("plain http")
        .hasMessageNotContaining("secret");
    assertThat(Files.readAllLines(folder.resolve("egress.jsonl")).getLast())
        .contains("\"allowed\":false");
  }

  @Test
  void anAddressWithAUserNameIsRefused() {
    HttpRequest request = HttpRequest.newBuilder(URI.create("https://u:p@example.org/")).build();
    assertThatThrownBy(
            () -> egress(EgressPolicy.online()).send(Purpose.MODEL_DOWNLOAD, "x", request))
        .hasMessageContaining("user name")
        .hasMessageNotContaining("u:p");
  }

  @Test
  void aRedirectIsJudgedLikeAFirstRequest() throws IOException {
    var response = egress(LAN).send(Purpose.MODEL_DOWNLOAD, "x", get("/to//file"));
    assertThat(response.statusCode()).isEqualTo(200);
    response.body().close();
    assertThat(authorization).hasValue("Bearer secret");
    assertThatThrownBy(
            () -> egress(LAN).send(Purpose.MODEL_DOWNLOAD, "x", get("/to/file:///etc/passwd")))
        .hasMessageContaining("only http and https");
    assertThat(Files.readAllLines(folder.resolve("egress.jsonl"))).hasSize(4);
  }

  @Test
  void anotherHostNeverSeesTheAuthorization() throws IOException {
    String other = "http://localhost:" + server.getAddress().getPort() + "/file";
    egress(LAN).send(Purpose.MODEL_DOWNLOAD, "x", get("/to/" + other)).body().close();
    assertThat(authorization).hasValue("");
  }

  @Test
  void redirectsInACircleEnd() {
    server.createContext(
        "/circle",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/circle");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    assertThatThrownBy(() -> egress(LAN).send(Purpose.MODEL_DOWNLOAD, "x", get("/circle")))
        .hasMessageContaining("10 redirects");
  }

  @Test
  void nothingLeavesWhereTheLedgerCannotBeWritten() throws IOException {
    Path blocked = Files.writeString(folder.resolve("blocked"), "");
    Egress egress = new Egress(LAN, new Ledger(blocked.resolve("egress.jsonl")), CLOCK);
    assertThatThrownBy(() -> egress.send(Purpose.MODEL_DOWNLOAD, "x", get("/")))
        .hasMessageContaining("ledger");
    assertThat(requests).hasValue(0);
  }
}
