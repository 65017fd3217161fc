package jan4j.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.wire.Json;
import jan4j.wire.jan.JanMessage;
import jan4j.wire.jan.JanPart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThreadStoreTest {
  @TempDir Path root;
  private StoreFixture fixture;
  private Store store;
  private ThreadStore threads;

  @BeforeEach
  void open() {
    fixture = StoreFixture.jan(root);
    store = fixture.open();
    threads = store.threads();
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static List<String> texts(Conversation conversation) {
    return conversation.shown().stream().map(JanMessage::text).toList();
  }

  @Test
  void aNewThreadHasJansShape() throws Exception {
    ThreadId id = threads.create(NewThread.titled("Mine")).id();
    threads.append(id, NewMessage.text("user", "Hello"));
    threads.append(id, NewMessage.text("assistant", "Hi"));
    Map<String, Object> file = Json.readExact(Files.readAllBytes(fixture.folder.threadFile(id)));
    assertThat(file).containsEntry("object", "thread").containsEntry("title", "Mine");
    List<String> lines = StoreFixture.lines(fixture.folder.messages(id));
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst())
        .contains("\"object\":\"thread.message\"", "\"parentId\":null")
        .contains(
            "\"content\":[{\"type\":\"text\",\"text\":{\"value\":\"Hello\",\"annotations\":[]}}]");
    assertThat(texts(threads.open(id))).containsExactly("Hello", "Hi");
  }

  @Test
  void aMessageIsOneAppendedLineAndLeavesTheRestUntouched() throws Exception {
    ThreadId id = new ThreadId("t-tools");
    byte[] before = Files.readAllBytes(fixture.folder.messages(id));
    int forced = fixture.files.forced;
    threads.append(id, NewMessage.text("user", "One\nline"));
    byte[] after = Files.readAllBytes(fixture.folder.messages(id));
    assertThat(after).startsWith(before);
    assertThat(new String(after, before.length, after.length - before.length))
        .doesNotContain("\n{")
        .endsWith("\n");
    assertThat(fixture.files.forced).isGreaterThan(forced);
  }

  @Test
  void anOldThreadGoesOnInItsOwnShape() {
    ThreadId id = new ThreadId("t-think");
    JanMessage line = threads.append(id, NewMessage.text("user", "next"));
    assertThat(line.parent()).isEqualTo(new JanMessage.Parent.Unsaid());
    assertThat(line.inMillis()).isFalse();
    assertThat(threads.open(id).tree().activePath()).containsExactly("a", "b", "c", line.id());
    JanMessage branch =
        threads.append(
            id,
            NewMessage.of(
                "assistant", List.of(new JanPart.Text("other")), new NewMessage.Place.Below("a")));
    assertThat(threads.open(id).tree().activePath()).containsExactly("a", branch.id());
  }

  @Test
  void anEditIsANewBranchAndTheOldOneStays() {
    ThreadId id = threads.create(NewThread.titled("")).id();
    JanMessage first = threads.append(id, NewMessage.text("user", "old"));
    threads.append(id, NewMessage.text("assistant", "answer"));
    threads.edit(id, first.id(), NewMessage.text("user", "new"));
    assertThat(texts(threads.open(id))).containsExactly("new");
    threads.select(id, first.id());
    assertThat(texts(threads.open(id))).containsExactly("old", "answer");
    threads.edit(id, first.id(), NewMessage.text("user", "newest"));
    assertThat(texts(threads.open(id))).containsExactly("newest");
  }

  @Test
  void aRepeatedMessageIsKeptOnce() {
    ThreadId id = threads.create(NewThread.titled("")).id();
    NewMessage message = NewMessage.text("user", "once").withId("chosen");
    threads.append(id, message);
    threads.append(id, message);
    assertThat(threads.open(id).tree().messages()).hasSize(1);
  }

  @Test
  void renamingKeepsTheCreationAndAllThatWeDoNotKnow() throws Exception {
    ThreadId id = new ThreadId("t-text");
    threads.update(id, "", t -> t.withTitle("Renamed").withStarred(false));
    Map<String, Object> file = Json.readExact(Files.readAllBytes(fixture.folder.threadFile(id)));
    assertThat(Json.writeText(file))
        .contains("\"title\":\"Renamed\"", "\"created\":1756000000.125", "\"temperature\":0.70")
        .contains("\"unknown_top\":{\"kept\":true}", "\"other\":[1,null,\"x\"]")
        .contains("\"is_favorite\":false");
  }

  @Test
  void aChangeOnAnOldVersionIsAConflict() {
    ThreadId id = new ThreadId("t-text");
    String version = threads.find(id).orElseThrow().version();
    threads.update(id, version, t -> t.withTitle("One"));
    assertThatThrownBy(() -> threads.update(id, version, t -> t.withTitle("Two")))
        .isInstanceOfSatisfying(
            JanException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
    String later = threads.find(id).orElseThrow().version();
    threads.append(id, NewMessage.text("user", "x"));
    assertThat(threads.find(id).orElseThrow().version()).isNotEqualTo(later);
  }

  @Test
  void aBrokenThreadFileIsSetAsideBeforeItIsReplaced() throws Exception {
    ThreadId id = new ThreadId("t-text");
    Files.writeString(fixture.folder.threadFile(id), "{\"title\": \"half");
    threads.update(id, "", t -> t.withTitle("New"));
    try (var all = Files.list(fixture.folder.thread(id))) {
      assertThat(all.filter(p -> p.getFileName().toString().startsWith("thread.json.bad-")))
          .singleElement()
          .satisfies(p -> assertThat(p).hasContent("{\"title\": \"half"));
    }
    assertThat(threads.open(id).shown()).hasSize(2);
  }

  @Test
  void aDeletedThreadComesBackUntilTheTrashIsEmptied() {
    ThreadId id = new ThreadId("t-text");
    String entry = threads.delete(id);
    assertThat(threads.find(id)).isEmpty();
    assertThat(threads.trash()).extracting(TrashEntry::title).containsExactly("Plain text");
    threads.restore(entry);
    assertThat(threads.open(id).shown()).hasSize(2);
    threads.delete(id);
    assertThat(threads.emptyTrash(Instant.EPOCH)).isZero();
    assertThat(threads.emptyTrash(Instant.MAX)).isEqualTo(1);
    assertThat(threads.trash()).isEmpty();
  }

  @Test
  void aDeletedMessageGoesWithItsBranchAndComesBack() {
    ThreadId id = new ThreadId("t-branches");
    String entry = threads.deleteMessage(id, "u2");
    assertThat(threads.open(id).tree().messages().keySet()).containsExactly("u1", "a1", "a2");
    threads.restore(entry);
    assertThat(threads.open(id).tree().activePath()).containsExactly("u1", "a1", "u2", "a3", "u3");
  }

  @Test
  void aTornLineIsSetAsideWhenTheFolderIsOpened() throws Exception {
    assertThat(store.notices()).extracting(Notice::kind).containsExactly(Notice.Kind.TORN_LINE);
    ThreadId id = new ThreadId("t-broken");
    try (var all = Files.list(fixture.folder.thread(id))) {
      assertThat(all.filter(p -> p.getFileName().toString().contains(".torn-")))
          .singleElement()
          .satisfies(p -> assertThat(p).hasContent("{\"id\":\"torn\",\"thread_id\":\"t-bro"));
    }
    threads.append(id, NewMessage.text("user", "after"));
    assertThat(texts(threads.open(id))).containsExactly("kept", "kept too", "after");
  }

  @Test
  void aLastLineThatOnlyLacksItsEndIsKept() throws Exception {
    ThreadId id = new ThreadId("t-think");
    Path file = fixture.folder.messages(id);
    String text = Files.readString(file).stripTrailing();
    Files.writeString(file, text);
    threads.append(id, NewMessage.text("user", "after"));
    assertThat(threads.open(id).tree().messages()).hasSize(4);
    assertThat(threads.open(id).notices()).isEmpty();
  }

  @Test
  void whatAnotherProgramAppendsIsSeen() throws Exception {
    ThreadId id = new ThreadId("t-text");
    assertThat(threads.open(id).shown()).hasSize(2);
    Files.writeString(
        fixture.folder.messages(id),
        "{\"id\":\"m3\",\"role\":\"user\",\"content\":\"more\",\"created_at\":1756000005000,\"metadata\":{\"parentId\":\"m2\"}}\n",
        StandardOpenOption.APPEND);
    assertThat(texts(threads.open(id))).endsWith("more");
  }

  @Test
  void theSecondCoreIsToldWhoHoldsTheFolder() {
    assertThatThrownBy(fixture::open)
        .isInstanceOfSatisfying(
            JanException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_IN_USE))
        .hasMessageContaining("process " + ProcessHandle.current().pid());
    store.close();
    fixture.open().close();
  }

  @Test
  void aReaderNeitherLocksNorWrites() {
    Store reader = Store.read(fixture.folder, fixture.edges());
    assertThat(reader.threads().list()).isNotEmpty();
    assertThatThrownBy(() -> reader.threads().create(NewThread.titled("x")))
        .hasMessageContaining("reading alone");
  }

  @Test
  void aRunningJanIsSaid() {
    store.close();
    fixture.jan = OptionalLong.of(4711);
    store = fixture.open();
    assertThat(store.notices())
        .anySatisfy(n -> {
          assertThat(n.kind()).isEqualTo(Notice.Kind.JAN_RUNNING);
          assertThat(n.text()).contains("4711");
        });
    assertThat(JanProcess.isJan("/opt/Jan/Jan")).isTrue();
    assertThat(JanProcess.isJan("/usr/bin/java")).isFalse();
  }

  @Test
  void namesThatLeaveTheFolderAreNoThreads() {
    for (String bad : List.of("", ".", "..", "../x", "a/b", ".hidden", "a\\b", "x\0")) {
      assertThatThrownBy(() -> new ThreadId(bad)).isInstanceOf(JanException.class);
    }
  }

  @Test
  void attachmentsStandBesideTheMessages() {
    ThreadId id = new ThreadId("t-text");
    String file =
        store
            .attachments()
            .add(id, "../../etc/pass wd.txt", new java.io.ByteArrayInputStream(new byte[] {1, 2}));
    assertThat(file).endsWith("-pass_wd.txt");
    assertThat(store.attachments().read(id, file)).containsExactly(1, 2);
    assertThatThrownBy(() -> store.attachments().read(id, "../thread.json"))
        .isInstanceOf(JanException.class);
  }
}
