package jan4j.store;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.wire.Json;
import jan4j.wire.jan.JanMessage;
import jan4j.wire.jan.JanPart;
import jan4j.wire.jan.JanThread;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Fixtures of every generation of Jan's files, written by hand.
class JanShapesTest {
  @TempDir Path root;
  private StoreFixture fixture;
  private Store store;

  @BeforeEach
  void openJansFolder() {
    fixture = StoreFixture.jan(root);
    store = Store.read(fixture.folder, fixture.edges());
  }

  private JanThread thread(String id) {
    return store.threads().find(new ThreadId(id)).orElseThrow().file();
  }

  private JanMessage message(String thread, String id) {
    return store.threads().open(new ThreadId(thread)).tree().find(id).orElseThrow();
  }

  @Test
  void allThreadsAreListedNewestFirst() {
    assertThat(store.threads().list())
        .extracting(t -> t.id().value())
        .containsExactlyInAnyOrder(
            "t-text", "t-think", "t-tools", "t-branches", "t-broken", "t-nofile");
  }

  @Test
  void aThreadOfTodayIsRead() {
    JanThread thread = thread("t-text");
    assertThat(thread.title()).isEqualTo("Plain text");
    assertThat(thread.model()).contains(new JanThread.Model("qwen3-4b", "llamacpp"));
    assertThat(thread.assistantId()).isEqualTo("jan");
    assertThat(thread.instructions()).isEqualTo("Be brief.");
    assertThat(thread.starred()).isTrue();
    assertThat(thread.order()).hasValue(3);
    assertThat(thread.projectId()).isEqualTo("01J");
    assertThat(thread.created()).isEqualTo(Instant.ofEpochMilli(1_756_000_000_125L));
  }

  @Test
  void textAndReasoningPartsAreRead() {
    assertThat(message("t-text", "m1").parts()).containsExactly(new JanPart.Text("Hello ä 😀"));
    assertThat(message("t-text", "m2").parts())
        .containsExactly(new JanPart.Reasoning("A greeting."), new JanPart.Text("Hi!"));
  }

  @Test
  void oldThreadsHaveMillisecondsModelOnlyAndNoEngine() {
    JanThread thread = thread("t-think");
    assertThat(thread.created()).isEqualTo(Instant.ofEpochSecond(1_716_000_000));
    assertThat(thread.assistantId()).isEmpty();
    assertThat(thread.model()).contains(new JanThread.Model("deepseek-r1", "llamacpp"));
    assertThat(message("t-think", "b").created())
        .isEqualTo(Instant.ofEpochMilli(1_716_000_002_500L));
  }

  @Test
  void thinkTagsBecomeReasoning() {
    assertThat(message("t-think", "b").parts())
        .containsExactly(new JanPart.Reasoning("One and one."), new JanPart.Text("2"));
    assertThat(message("t-think", "c").parts())
        .containsExactly(new JanPart.Reasoning("never ended"));
    assertThat(message("t-think", "c").status()).isEqualTo(JanMessage.Status.STOPPED);
  }

  @Test
  void aStarIsNoModelAndOldPlacesOfStarAndOrderAreRead() {
    JanThread thread = thread("t-tools");
    assertThat(thread.model()).isEqualTo(Optional.empty());
    assertThat(thread.starred()).isTrue();
    assertThat(thread.order()).hasValue(7);
    assertThat(thread("t-branches").model()).contains(new JanThread.Model("gemma", "llamacpp"));
  }

  @Test
  void toolCallsAreReadFromContentAndFromMetadata() {
    assertThat(message("t-tools", "u").parts())
        .containsExactly(
            new JanPart.Text("Weather?"), new JanPart.Image("data:image/png;base64,AAAA", "auto"));
    assertThat(message("t-tools", "u").attachments()).containsExactly("file-1");
    assertThat(message("t-tools", "v").parts())
        .containsExactly(
            new JanPart.ToolCall("call_1", "weather", "{\"city\":\"Ulm\"}", "Sunny"),
            new JanPart.Text("Sunny."),
            new JanPart.Other("audio", Map.of("type", "audio", "audio", Map.of("id", "kept"))));
    assertThat(message("t-tools", "w").parts())
        .containsExactly(
            new JanPart.Text("As plain text"),
            new JanPart.ToolCall("call_2", "search", "{\"q\":1}", "found"));
  }

  @Test
  void oneBadLineHidesNoOtherAndIsReported() {
    Conversation conversation = store.threads().open(new ThreadId("t-broken"));
    assertThat(conversation.tree().activePath()).containsExactly("k1", "k2");
    assertThat(conversation.notices())
        .extracting(Notice::kind)
        .containsExactly(Notice.Kind.BAD_LINE, Notice.Kind.BAD_LINE, Notice.Kind.TORN_LINE);
    assertThat(conversation.notices().getFirst().text()).contains("line 3");
  }

  @Test
  void messagesWithoutThreadFileAreStillThere() {
    Conversation conversation = store.threads().open(new ThreadId("t-nofile"));
    assertThat(conversation.thread().readable()).isFalse();
    assertThat(conversation.shown()).extracting(JanMessage::text).containsExactly("no thread.json");
  }

  @Test
  void everyLineIsWrittenAgainWithoutLoss() {
    for (StoredThread thread : store.threads().list()) {
      for (String line : StoreFixture.lines(fixture.folder.messages(thread.id()))) {
        if (line.startsWith("{") && line.endsWith("}")) {
          byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
          byte[] again = JanMessage.read(bytes).write();
          assertThat(Json.readExact(again)).isEqualTo(Json.readExact(bytes));
        }
      }
    }
    byte[] line =
        "{\"a\":1.50,\"b\":null,\"c\":[null,{}],\"d\":1e3}".getBytes(StandardCharsets.UTF_8);
    assertThat(new String(JanMessage.read(line).write(), StandardCharsets.UTF_8))
        .isEqualTo("{\"a\":1.50,\"b\":null,\"c\":[null,{}],\"d\":1E+3}");
  }

  @Test
  void anAssistantIsReadAndKeepsWhatWeDoNotKnow() throws Exception {
    var assistant = store.assistants().find("jan").orElseThrow();
    assertThat(assistant.instructions()).contains("{{current_date}}");
    assertThat(assistant.model()).isEmpty();
    try (Store writable = fixture.open()) {
      writable.assistants().save(assistant.with("name", "Jan the second"));
    }
    Map<String, Object> written =
        Json.readExact(Files.readAllBytes(root.resolve("assistants/jan/assistant.json")));
    assertThat(written).containsEntry("name", "Jan the second").containsKey("thread_location");
    assertThat(written.get("tools")).isInstanceOf(List.class);
  }

  @Test
  void projectsAreChangedWithoutTouchingOtherSettings() throws Exception {
    Map<String, Object> before = Json.readExact(Files.readAllBytes(root.resolve("settings.json")));
    assertThat(store.projects().list()).extracting("name").containsExactly("Home");
    assertThat(store.projects().find("01J").orElseThrow().instructions()).isEqualTo("Be kind.");
    try (Store writable = fixture.open()) {
      writable.projects().update(all -> List.of(all.getFirst().with("name", "House")));
      assertThat(writable.projects().list().getFirst().instructions()).isEqualTo("Be kind.");
    }
    Map<String, Object> after = Json.readExact(Files.readAllBytes(root.resolve("settings.json")));
    assertThat(after.keySet()).isEqualTo(before.keySet());
    assertThat(after.get("theme")).isEqualTo(before.get("theme"));
  }

  @Test
  void brokenSettingsAreNeverOverwritten() throws Exception {
    Files.writeString(root.resolve("settings.json"), "{\"theme\":");
    try (Store writable = fixture.open()) {
      org.assertj.core.api.Assertions.assertThatThrownBy(
              () -> writable.projects().update(all -> List.of()))
          .isInstanceOf(jan4j.core.JanException.class);
    }
    assertThat(root.resolve("settings.json")).hasContent("{\"theme\":");
  }
}
