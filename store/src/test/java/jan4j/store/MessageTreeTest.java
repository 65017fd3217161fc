package jan4j.store;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.wire.jan.JanMessage;
import jan4j.wire.jan.JanMessageWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageTreeTest {
  private static final JanMessage.Parent UNSAID = new JanMessage.Parent.Unsaid();
  private static final JanMessage.Parent NONE = new JanMessage.Parent.None();

  private static JanMessage message(String id, String role, int second, JanMessage.Parent parent) {
    Instant time = Instant.ofEpochSecond(1_760_000_000L + second);
    return new JanMessageWriter("t", id, role).times(time, time).parent(parent).message();
  }

  private static JanMessage.Parent of(String id) {
    return new JanMessage.Parent.Of(id);
  }

  private static MessageTree tree(JanMessage... messages) {
    return MessageTree.of(List.of(messages), Map.of());
  }

  @Test
  void aThreadWithoutParentsIsALine() {
    MessageTree tree =
        tree(
            message("a", "user", 1, UNSAID),
            message("b", "assistant", 2, UNSAID),
            message("c", "user", 3, UNSAID));
    assertThat(tree.activePath()).containsExactly("a", "b", "c");
    assertThat(tree.isUnbranched()).isTrue();
    assertThat(tree.repairs()).isEmpty();
  }

  @Test
  void theNewestSiblingIsShownUnlessAnotherWasChosen() {
    List<JanMessage> messages =
        List.of(
            message("u", "user", 1, NONE),
            message("new", "assistant", 3, of("u")),
            message("old", "assistant", 2, of("u")));
    assertThat(MessageTree.of(messages, Map.of()).activePath()).containsExactly("u", "new");
    Map<String, MessageTree.Selection> chosen = Map.of("u", new MessageTree.Selection("old", ""));
    assertThat(MessageTree.of(messages, chosen).activePath()).containsExactly("u", "old");
  }

  @Test
  void aLaterChoiceOfJanWinsOverOurs(@TempDir Path root) {
    StoreFixture fixture = StoreFixture.jan(root);
    ThreadId id = new ThreadId("t-branches");
    try (Store store = fixture.open()) {
      assertThat(store.threads().open(id).tree().activePath()).startsWith("u1", "a1", "u2");
      store.threads().select(id, "a2");
      assertThat(store.threads().open(id).tree().activePath()).containsExactly("u1", "a2");
      List<JanMessage> changedByJan =
          store.threads().open(id).tree().messages().values().stream()
              .map(m -> m.id().equals("u1") ? withActive(m, "a1-gone") : m)
              .toList();
      var ours = Selections.read(store.threads().find(id).orElseThrow().file());
      assertThat(MessageTree.of(changedByJan, ours).activeChild("u1")).isEqualTo("a2");
      changedByJan =
          changedByJan.stream().map(m -> m.id().equals("u1") ? withActive(m, "") : m).toList();
      assertThat(
              MessageTree.of(changedByJan, Map.of("u1", new MessageTree.Selection("a1", "a2")))
                  .activeChild("u1"))
          .isEqualTo("a2");
    }
  }

  private static JanMessage withActive(JanMessage message, String child) {
    Map<String, Object> metadata =
        jan4j.wire.jan.Tree.with(
            jan4j.wire.jan.Tree.object(message.tree(), "metadata"), "activeChildId", child);
    return new JanMessage(jan4j.wire.jan.Tree.with(message.tree(), "metadata", metadata));
  }

  @Test
  void anAnswerThatHangsNowhereIsFoundAgain(@TempDir Path root) {
    StoreFixture fixture = StoreFixture.jan(root);
    MessageTree tree =
        Store.read(fixture.folder, fixture.edges())
            .threads()
            .open(new ThreadId("t-branches"))
            .tree();
    assertThat(tree.parent("a3")).isEqualTo("u2");
    assertThat(tree.parent("u3")).isEqualTo("a3");
    assertThat(tree.activePath()).containsExactly("u1", "a1", "u2", "a3", "u3");
    assertThat(tree.repairs()).hasSize(1);
  }

  @Test
  void aMissingParentIsReplacedByTheMessageBefore() {
    MessageTree tree =
        tree(message("a", "user", 1, NONE), message("b", "assistant", 2, of("gone")));
    assertThat(tree.activePath()).containsExactly("a", "b");
    assertThat(tree.repairs()).hasSize(1);
  }

  @Test
  void aCircleIsCut() {
    MessageTree tree =
        tree(
            message("a", "user", 1, of("c")),
            message("b", "assistant", 2, of("a")),
            message("c", "user", 3, of("b")),
            message("self", "user", 4, of("self")));
    assertThat(tree.activePath()).isNotEmpty();
    assertThat(tree.pathTo("c")).containsExactly("a", "b", "c");
    assertThat(tree.parent("self")).isEqualTo(MessageTree.ROOT);
  }

  @Test
  void ofTwoMessagesWithOneIdTheLaterCounts() {
    MessageTree tree = tree(message("a", "user", 1, NONE), message("a", "assistant", 2, NONE));
    assertThat(tree.messages()).hasSize(1);
    assertThat(tree.find("a").orElseThrow().role()).isEqualTo("assistant");
  }

  @Test
  void everyMessageHasOnePlaceWhateverTheFilesSay() {
    Random random = new Random(42);
    for (int round = 0; round < 300; round++) {
      List<JanMessage> messages = new ArrayList<>();
      int count = random.nextInt(30);
      for (int i = 0; i < count; i++) {
        JanMessage.Parent parent =
            switch (random.nextInt(4)) {
              case 0 -> UNSAID;
              case 1 -> NONE;
              default -> of("m" + random.nextInt(35));
            };
        String role = random.nextBoolean() ? "user" : "assistant";
        messages.add(message("m" + i, role, random.nextInt(20), parent));
      }
      MessageTree tree = MessageTree.of(messages, Map.of());
      assertThat(tree.below(MessageTree.ROOT)).as("round %s", round).hasSize(count + 1);
      for (String id : tree.messages().keySet()) {
        assertThat(tree.pathTo(id)).endsWith(id);
      }
      assertThat(tree.activePath()).doesNotHaveDuplicates();
    }
  }
}
