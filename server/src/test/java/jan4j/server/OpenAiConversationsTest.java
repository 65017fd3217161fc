package jan4j.server;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.store.NewMessage;
import jan4j.store.NewThread;
import jan4j.store.Runs;
import jan4j.store.Store;
import jan4j.store.StoreEdges;
import jan4j.store.StoreFolder;
import jan4j.store.ThreadId;
import jan4j.store.search.LiveSearch;
import jan4j.testkit.FakeEngine;
import jan4j.testkit.RawHttpClient;
import jan4j.testkit.RawHttpResponse;
import jan4j.wire.Json;
import jan4j.wire.jan.Tree;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenAiConversationsTest {
  private static final String PATH = "/v1/conversations";

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
    server =
        JanServer.start(
            ServerOptions.DEFAULT.with(o -> o.port = 0),
            engine,
            () -> 1,
            Clock.systemUTC(),
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

  private RawHttpResponse call(String method, String path, String body) {
    try (RawHttpClient client = RawHttpClient.connect(server.port())) {
      return client.request(method, path, body, "Content-Type: application/json").readResponse();
    }
  }

  private Map<String, Object> ok(String method, String path, String body) {
    RawHttpResponse response = call(method, path, body);
    assertThat(response.status()).as(response.text()).isEqualTo(200);
    return Json.readTree(response.text());
  }

  @Test
  void aConversationIsAThread() {
    Map<String, Object> made =
        ok(
            "POST",
            PATH,
            "{\"metadata\":{\"title\":\"Mine\",\"topic\":\"x\"},\"items\":[{\"type\":\"message\","
                + "\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"Hello\"}]}]}");
    assertThat(made)
        .containsEntry("object", "conversation")
        .containsEntry("metadata", Map.of("title", "Mine", "topic", "x"));
    String id = made.get("id").toString();
    assertThat(id).startsWith("conv_");
    assertThat(store.threads().list().getFirst().title()).isEqualTo("Mine");
    assertThat(ok("GET", PATH + "/" + id, "")).isEqualTo(made);
    assertThat(ok("POST", PATH + "/" + id, "{\"metadata\":{\"a\":\"b\"}}"))
        .containsEntry("metadata", Map.of("a", "b"));
    assertThat(ok("DELETE", PATH + "/" + id, "")).containsEntry("deleted", true);
    assertThat(call("GET", PATH + "/" + id, "").status()).isEqualTo(404);
  }

  @Test
  void itemsAreTheShownMessagesInPages() {
    ThreadId thread = store.threads().create(NewThread.titled("T")).id();
    for (String text : List.of("one", "two", "three")) {
      store
          .threads()
          .append(thread, NewMessage.text(text.equals("two") ? "assistant" : "user", text));
    }
    String items = PATH + "/conv_" + thread + "/items";
    Map<String, Object> first = ok("GET", items + "?limit=2", "");
    assertThat(first).containsEntry("has_more", true).containsEntry("object", "list");
    assertThat(Tree.objects(first, "data").getFirst().get("content").toString()).contains("three");
    Map<String, Object> rest = ok("GET", items + "?limit=2&after=" + first.get("last_id"), "");
    assertThat(rest).containsEntry("has_more", false);
    assertThat(Json.writeText(Tree.objects(ok("GET", items + "?order=asc", ""), "data").get(1)))
        .contains("\"type\":\"output_text\",\"text\":\"two\"", "\"status\":\"completed\"");
  }

  @Test
  void itemsAreAddedReadAndDeleted() {
    String id = ok("POST", PATH, "{}").get("id").toString();
    Map<String, Object> added =
        ok(
            "POST",
            PATH + "/" + id + "/items",
            "{\"items\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
    String item = PATH + "/" + id + "/items/" + added.get("first_id");
    assertThat(ok("GET", item, "")).containsEntry("role", "user");
    ok("DELETE", item, "");
    assertThat(call("GET", item, "").status()).isEqualTo(404);
  }

  @Test
  void whatCannotBeKeptIsRefusedByName() {
    assertThat(call("POST", PATH, "{\"items\":[{\"type\":\"file_search_call\"}]}").text())
        .contains("\"param\":\"items[0].type\"");
    assertThat(call("POST", PATH, "{\"items\":[{\"role\":\"nobody\"}]}").status()).isEqualTo(400);
  }
}
