package jan4j.server;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.core.FinishReason;
import jan4j.store.Runs;
import jan4j.store.Store;
import jan4j.store.StoreEdges;
import jan4j.store.StoreFolder;
import jan4j.store.search.LiveSearch;
import jan4j.testkit.Await;
import jan4j.testkit.FakeEngine;
import jan4j.testkit.Gate;
import jan4j.testkit.RawHttpClient;
import jan4j.testkit.RawHttpResponse;
import jan4j.testkit.Script;
import jan4j.wire.Json;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConversationRoutesTest {
  private static final String THREADS = "/v1/jan4j/threads";

  @TempDir Path root;
  private final FakeEngine engine = new FakeEngine("tiny");
  private Store store;
  private Runs runs;
  private LiveSearch search;
  private JanServer server;

  @BeforeEach
  void start() {
    store = Store.open(new StoreFolder(root), StoreEdges.system());
    runs = new Runs(store.threads(), engine::start, (_, _) -> () -> {});
    search = LiveSearch.start(store.threads(), store.folder().searchIndex());
    AtomicInteger ids = new AtomicInteger();
    server =
        JanServer.start(
            ServerOptions.DEFAULT.with(o -> o.port = 0),
            engine,
            () -> 1,
            new JanServer.Sources(
                Clock.systemUTC(), System::nanoTime, () -> Integer.toString(ids.incrementAndGet())),
            new Conversations(store, runs, search));
  }

  @AfterEach
  void stop() {
    server.close();
    search.close();
    runs.close();
    store.close();
    engine.close();
  }

  private RawHttpResponse call(String method, String path, String body, String... headers) {
    String[] all = java.util.Arrays.copyOf(headers, headers.length + 1);
    all[headers.length] = "Content-Type: application/json";
    try (RawHttpClient client = RawHttpClient.connect(server.port())) {
      return client.request(method, path, body, all).readResponse();
    }
  }

  private Map<String, Object> ok(String method, String path, String body, String... headers) {
    RawHttpResponse response = call(method, path, body, headers);
    assertThat(response.status()).as(response.text()).isEqualTo(200);
    return Json.readTree(response.text());
  }

  private String thread(String title) {
    return ok("POST", THREADS, Json.writeText(Map.of("title", title, "model", "tiny")))
        .get("id")
        .toString();
  }

  private String say(String thread, String text) {
    return ok(
            "POST",
            THREADS + "/" + thread + "/messages",
            Json.writeText(Map.of("role", "user", "content", text)))
        .get("id")
        .toString();
  }

  @Test
  void aConversationIsWrittenAndRead() {
    String id = thread("Mine");
    String first = say(id, "Hello");
    ok(
        "POST",
        THREADS + "/" + id + "/messages",
        Json.writeText(Map.of("role", "user", "content", "Hello again", "edit_of", first)));
    Map<String, Object> read = ok("GET", THREADS + "/" + id, "");
    assertThat((List<?>) read.get("messages")).hasSize(2);
    assertThat((List<?>) read.get("shown")).hasSize(1);
    assertThat(read.get("shown").toString()).doesNotContain(first);
    ok("POST", THREADS + "/" + id + "/select", Json.writeText(Map.of("message", first)));
    assertThat(ok("GET", THREADS + "/" + id, "").get("shown")).isEqualTo(List.of(first));
  }

  @Test
  void listsComeInPages() {
    for (int i = 0; i < 5; i++) {
      thread("T" + i);
    }
    Map<String, Object> page = ok("GET", THREADS + "?limit=2", "");
    assertThat(page.get("has_more")).isEqualTo(true);
    int count = 2;
    while (page.containsKey("next")) {
      page = ok("GET", THREADS + "?limit=2&after=" + page.get("next"), "");
      count += ((List<?>) page.get("data")).size();
    }
    assertThat(count).isEqualTo(5);
    assertThat(call("GET", THREADS + "?after=x", "").status()).isEqualTo(400);
  }

  @Test
  void aChangeOnAnOldVersionIsAConflict() {
    String id = thread("Mine");
    RawHttpResponse read = call("GET", THREADS + "/" + id, "");
    String tag = read.header("etag");
    assertThat(call("GET", THREADS + "/" + id, "", "If-None-Match: " + tag).status())
        .isEqualTo(304);
    ok("PATCH", THREADS + "/" + id, "{\"title\":\"One\"}", "If-Match: " + tag);
    RawHttpResponse second =
        call("PATCH", THREADS + "/" + id, "{\"title\":\"Two\"}", "If-Match: " + tag);
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.text()).contains("\"code\":\"conflict\"");
  }

  @Test
  void aDeletedThreadComesBack() {
    String id = thread("Mine");
    Object name = ok("DELETE", THREADS + "/" + id, "").get("trash");
    assertThat(call("GET", THREADS + "/" + id, "").status()).isEqualTo(404);
    assertThat(ok("GET", "/v1/jan4j/trash", "").get("data").toString()).contains("Mine");
    ok("POST", "/v1/jan4j/trash/" + name + "/restore", "{}");
    ok("GET", THREADS + "/" + id, "");
  }

  @Test
  void whatWasSaidIsFound() {
    say(thread("Mine"), "zebra stripes");
    Await.until(
        "the index has it",
        () -> ok("GET", "/v1/jan4j/search?q=stripe", "").get("data").toString().contains("zebra"));
  }

  @Test
  void aRunIsFollowedAndGoneOnWithAfterTheLastEvent() {
    String id = thread("Mine");
    say(id, "Hello");
    Gate gate = engine.gate("in the midst");
    engine.enqueue(
        new Script().started(3, 0).text("Hel").gate(gate).text("lo").finished(FinishReason.STOP));
    String run =
        ok("POST", THREADS + "/" + id + "/runs", "{\"temperature\":0.5}").get("id").toString();
    try (RawHttpClient client = RawHttpClient.connect(server.port())) {
      client.get("/v1/jan4j/runs/" + run + "/events").readHead();
      assertThat(client.readEvent()).contains("id: 1\n", "[\"start\",3,0]");
      assertThat(client.readEvent()).contains("id: 2\n", "[\"t\",\"Hel\"]");
    }
    gate.awaitReached();
    gate.open();
    String rest = call("GET", "/v1/jan4j/runs/" + run + "/events", "", "Last-Event-ID: 2").text();
    assertThat(rest).startsWith("id: 3\ndata: [\"t\",\"lo\"]\n\n").contains("[\"ended\",\"ready\"");
    assertThat(ok("GET", THREADS + "/" + id, "").get("messages").toString()).contains("Hello");
    assertThat(engine.onlyRequest().sampling().toString()).contains("0.5");
  }

  @Test
  void stopKeepsWhatThereIs() {
    String id = thread("Mine");
    say(id, "Hello");
    Gate gate = engine.gate("never opened");
    engine.enqueue(new Script().started(3, 0).text("half").gate(gate).text("never"));
    String run = ok("POST", THREADS + "/" + id + "/runs", "{\"stop\":null}").get("id").toString();
    gate.awaitReached();
    ok("POST", "/v1/jan4j/runs/" + run + "/stop", "{}");
    String events = call("GET", "/v1/jan4j/runs/" + run + "/events", "").text();
    assertThat(events).contains("half", "[\"ended\",\"stopped\"");
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertThat(call("GET", THREADS + "/nothing", "").status()).isEqualTo(404);
    assertThat(call("GET", "/v1/jan4j/runs/nothing/events", "").status()).isEqualTo(404);
    assertThat(
            call("POST", THREADS + "/nothing/messages", "{\"role\":\"user\",\"content\":\"x\"}")
                .status())
        .isEqualTo(404);
    assertThat(call("PUT", THREADS, "{}").status()).isEqualTo(405);
  }
}
