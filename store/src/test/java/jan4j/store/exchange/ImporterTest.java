package jan4j.store.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.store.Conversation;
import jan4j.store.Store;
import jan4j.store.StoreEdges;
import jan4j.store.StoreFolder;
import jan4j.store.ThreadId;
import jan4j.wire.jan.JanMessage;
import jan4j.wire.jan.JanPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImporterTest {
  private static final String CHATGPT =
      """
      [{"title":"Pasta","create_time":1700000000.5,"conversation_id":"c-1","current_node":"n5",
        "mapping":{
          "root":{"id":"root","message":null,"parent":null,"children":["n1"]},
          "n1":{"id":"n1","message":{"author":{"role":"system"},"content":{"content_type":"text","parts":[""]},
            "metadata":{"is_visually_hidden_from_conversation":true}},"parent":"root"},
          "n2":{"id":"n2","message":{"author":{"role":"user"},"create_time":1700000001,
            "content":{"content_type":"text","parts":["How long?"]}},"parent":"n1"},
          "n3":{"id":"n3","message":{"author":{"role":"assistant"},"create_time":1700000002,
            "content":{"content_type":"thoughts","thoughts":[{"content":"Al dente."}]}},"parent":"n2"},
          "n4":{"id":"n4","message":{"author":{"role":"assistant"},"create_time":1700000003,
            "content":{"content_type":"text","parts":["Nine minutes."]},"metadata":{"model_slug":"gpt-4o"}},"parent":"n3"},
          "n5":{"id":"n5","message":{"author":{"role":"user"},"create_time":1700000004,
            "content":{"content_type":"multimodal_text","parts":[{"content_type":"image_asset_pointer","asset_pointer":"file://x"},"See?"]}},"parent":"n4"},
          "n6":{"id":"n6","message":{"author":{"role":"user"},"create_time":1700000009,
            "content":{"content_type":"text","parts":["Another branch"]}},"parent":"n4"}}},
       {"title":"Empty","conversation_id":"c-2","mapping":{}}]
      """;

  private static final String OPEN_WEBUI =
      """
      [{"id":"w-1","title":"Stars","created_at":1700000000,"pinned":true,
        "chat":{"title":"Stars","models":["llama3"],"history":{"currentId":"b",
          "messages":{
            "a":{"id":"a","parentId":null,"role":"user","content":"Why?","timestamp":1700000001},
            "b":{"id":"b","parentId":"a","role":"assistant","model":"llama3","timestamp":1700000002,"done":true,
              "content":"<details type=\\"reasoning\\" done=\\"true\\" duration=\\"2\\">\\n<summary>Thought</summary>\\n> Fusion.\\n</details>\\nFusion."}}}}}]
      """;

  private static final String LM_STUDIO =
      """
      {"name":"Trees","createdAt":1700000000000,"systemPrompt":"Be green.","messages":[
        {"versions":[{"type":"singleStep","role":"user","content":[{"type":"text","text":"Oak?"}]}],"currentlySelected":0},
        {"versions":[
          {"type":"multiStep","role":"assistant","senderInfo":{"senderName":"qwen"},"steps":[
            {"type":"contentBlock","content":[{"type":"text","text":"Thinking of oaks"}],"style":{"type":"thinking"}},
            {"type":"contentBlock","content":[{"type":"text","text":"Quercus."}],"genInfo":{"identifier":"qwen3"}},
            {"type":"debugInfoBlock"}]},
          {"type":"multiStep","role":"assistant","steps":[{"type":"contentBlock","content":[{"type":"text","text":"Second try"}]}]}],
          "currentlySelected":0}]}
      """;

  @TempDir Path root;
  private Store store;

  @BeforeEach
  void open() {
    store = Store.open(new StoreFolder(root.resolve("data")), StoreEdges.system());
  }

  @AfterEach
  void close() {
    store.close();
  }

  private ImportReport take(String name, String content) throws IOException {
    return new Importer(store).take(Files.writeString(root.resolve(name), content));
  }

  private Conversation thread(ImportReport report, int item) {
    return store.threads().open(new ThreadId(report.items().get(item).thread()));
  }

  private static List<String> texts(Conversation conversation) {
    return conversation.shown().stream().map(JanMessage::text).toList();
  }

  @Test
  void chatGptIsTakenWithItsBranches() throws Exception {
    ImportReport report = take("conversations.json", CHATGPT);
    assertThat(report.problem()).isEmpty();
    assertThat(report.count(ImportReport.Outcome.TAKEN)).isEqualTo(1);
    assertThat(report.items().getFirst().left()).anyMatch(l -> l.contains("image_asset_pointer"));
    assertThat(report.items().get(1).outcome()).isEqualTo(ImportReport.Outcome.NOT_TAKEN);
    Conversation pasta = thread(report, 0);
    assertThat(pasta.thread().title()).isEqualTo("Pasta");
    assertThat(pasta.thread().file().created()).isEqualTo(Instant.ofEpochSecond(1_700_000_000));
    assertThat(texts(pasta)).containsExactly("How long?", "", "Nine minutes.", "See?");
    assertThat(pasta.tree().messages()).hasSize(5);
    assertThat(pasta.shown().get(1).parts()).containsExactly(new JanPart.Reasoning("Al dente."));
    assertThat(pasta.shown().get(2).model()).isEqualTo("gpt-4o");
  }

  @Test
  void whatIsHereAlreadyIsNotTakenTwice() throws Exception {
    take("conversations.json", CHATGPT);
    ImportReport again = take("conversations.json", CHATGPT);
    assertThat(again.count(ImportReport.Outcome.ALREADY_HERE)).isEqualTo(1);
    assertThat(store.threads().list()).hasSize(1);
  }

  @Test
  void openWebUiIsTaken() throws Exception {
    ImportReport report = take("export.json", OPEN_WEBUI);
    Conversation stars = thread(report, 0);
    assertThat(stars.thread().file().starred()).isTrue();
    assertThat(texts(stars)).containsExactly("Why?", "Fusion.");
    assertThat(stars.shown().get(1).parts().getFirst()).isEqualTo(new JanPart.Reasoning("Fusion."));
    assertThat(stars.shown().get(1).model()).isEqualTo("llama3");
  }

  @Test
  void lmStudioIsTakenWithAllVersions() throws Exception {
    ImportReport report = take("1700000000000.conversation.json", LM_STUDIO);
    Conversation trees = thread(report, 0);
    assertThat(texts(trees)).containsExactly("Be green.", "Oak?", "Quercus.");
    assertThat(trees.tree().messages()).hasSize(4);
    assertThat(trees.shown().getLast().model()).isEqualTo("qwen3");
  }

  @Test
  void anArchiveAndAFolderAreLookedThrough() throws Exception {
    Path zip = root.resolve("export.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("chat.html"));
      out.write("<html>".getBytes());
      out.putNextEntry(new ZipEntry("conversations.json"));
      out.write(CHATGPT.getBytes());
    }
    assertThat(new Importer(store).take(zip).count(ImportReport.Outcome.TAKEN)).isEqualTo(1);
    Path folder = Files.createDirectories(root.resolve("lm/sub"));
    Files.writeString(folder.resolve("1.conversation.json"), LM_STUDIO);
    Files.writeString(folder.resolve("2.conversation.json"), "{");
    ImportReport report = new Importer(store).take(root.resolve("lm"));
    assertThat(report.count(ImportReport.Outcome.TAKEN)).isEqualTo(1);
    assertThat(report.count(ImportReport.Outcome.NOT_TAKEN)).isEqualTo(1);
  }

  @Test
  void jansFolderIsTakenLineForLine() {
    Path jan =
        Path.of(Objects.requireNonNull(getClass().getResource("/jan/settings.json")).getPath())
            .getParent();
    ImportReport report = new Importer(store).take(jan);
    assertThat(report.count(ImportReport.Outcome.TAKEN)).isEqualTo(6);
    assertThat(report.items())
        .anySatisfy(i -> assertThat(i.left()).anyMatch(l -> l.contains("line 3")));
    Store source = Store.read(new StoreFolder(jan), StoreEdges.system());
    ThreadId id = new ThreadId("t-text");
    assertThat(store.threads().open(id).tree().messages())
        .isEqualTo(source.threads().open(id).tree().messages());
    assertThat(store.assistants().find("jan")).isPresent();
    assertThat(store.projects().find("01J")).isPresent();
    assertThat(new Importer(store).take(jan).count(ImportReport.Outcome.ALREADY_HERE)).isEqualTo(6);
  }

  @Test
  void ourOwnExportComesBackWithoutLoss() throws Exception {
    take("conversations.json", CHATGPT);
    ThreadId id = store.threads().list().getFirst().id();
    StringBuilder json = new StringBuilder();
    new Exporter(store.threads()).export(List.of(id), ExportFormat.JSON, json);
    Conversation before = store.threads().open(id);
    store.threads().delete(id);
    ImportReport report = take("out.json", json.toString());
    assertThat(report.count(ImportReport.Outcome.TAKEN)).isEqualTo(1);
    Conversation after = store.threads().open(id);
    assertThat(after.tree().messages()).isEqualTo(before.tree().messages());
    assertThat(after.tree().activePath()).isEqualTo(before.tree().activePath());
    assertThat(after.thread().file()).isEqualTo(before.thread().file());
  }

  @Test
  void twentyBrokenExportsGiveTwentyReports() throws Exception {
    String deep = "[".repeat(2000) + "]".repeat(2000);
    List<String> broken =
        List.of(
            "",
            " ",
            "null",
            "[",
            "{",
            "[]",
            "{}",
            "not json",
            "[{\"mapping\":",
            "[{\"mapping\":5}]",
            "[{\"mapping\":{\"a\":{\"parent\":\"b\"},\"b\":{\"parent\":\"a\"}},\"current_node\":\"a\"}]",
            "[{\"mapping\":{\"a\":{\"message\":{\"content\":{\"content_type\":\"odd\",\"parts\":[{}]}}}}}]",
            "[{\"chat\":{\"history\":{\"messages\":[1,2]}}}]",
            "[{\"chat\":{\"history\":{\"messages\":{\"a\":null,\"b\":{\"content\":7}}}}}]",
            "{\"messages\":[{\"versions\":[null,{}]}],\"name\":7}",
            "{\"messages\":[{\"versions\":[{\"content\":[{\"type\":\"text\"}]}],\"currentlySelected\":-3}]}",
            "[{\"format\":\"jan4j-thread\",\"thread\":{\"id\":\"../../x\"}}]",
            "[{\"format\":\"jan4j-thread\",\"messages\":\"none\"}]",
            deep,
            "\u0000\u0001\u0002PK");
    assertThat(broken).hasSize(20);
    for (int i = 0; i < broken.size(); i++) {
      ImportReport report = take("broken-" + i + ".json", broken.get(i));
      assertThat(report.count(ImportReport.Outcome.TAKEN)).as(broken.get(i)).isZero();
      assertThat(report.problem().isEmpty() && report.items().isEmpty()).isFalse();
    }
    assertThat(store.threads().list()).isEmpty();
  }

  @Test
  void whatCameBeforeABrokenEndIsKept() throws Exception {
    String cut = CHATGPT.strip().replaceAll(",\\s*\\{\"title\":\"Empty\".*", ", {\"title\":");
    ImportReport report = take("cut.json", cut);
    assertThat(report.count(ImportReport.Outcome.TAKEN)).isEqualTo(1);
    assertThat(report.problem()).isNotEmpty();
  }

  @Test
  void aFileThatIsTooLargeIsRefusedInAReport() throws Exception {
    Path file = Files.writeString(root.resolve("large.json"), "[" + " ".repeat(50_000) + "]");
    ImportReport report = new Importer(store, 20_000, 10_000).take(file);
    assertThat(report.problem()).contains("bytes");
  }

  @Test
  void aMissingFileIsReported() {
    assertThat(new Importer(store).take(root.resolve("nowhere")).problem()).isNotEmpty();
  }
}
