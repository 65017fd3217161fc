package jan4j.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Full disk, short writes, failed renames: what was acknowledged stays, what was not is refused by
/// name.
class StorageFaultTest {
  @TempDir Path root;
  private StoreFixture fixture;
  private Store store;
  private ThreadId id;

  @BeforeEach
  void open() {
    fixture = new StoreFixture(root);
    store = fixture.open();
    id = store.threads().create(NewThread.titled("Before")).id();
    store.threads().append(id, NewMessage.text("user", "kept"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static void assertFails(ErrorCode code, ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(JanException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private void assertOnlyTheKeptOneAndThenGoOn() {
    assertThat(store.threads().open(id).shown()).hasSize(1);
    assertThat(store.threads().open(id).notices()).isEmpty();
    store.threads().append(id, NewMessage.text("user", "later"));
    assertThat(store.threads().open(id).shown()).extracting("text").isNotNull();
    assertThat(store.threads().open(id).tree().messages()).hasSize(2);
    assertThat(store.threads().open(id).notices()).isEmpty();
  }

  @Test
  void aFullDiskRefusesTheMessageAndKeepsTheRest() {
    for (long room : new long[] {0, 1, 50}) {
      fixture.files.room = room;
      assertFails(
          ErrorCode.STORAGE_FULL,
          () -> store.threads().append(id, NewMessage.text("user", "too much")));
    }
    fixture.files.room = Long.MAX_VALUE;
    assertOnlyTheKeptOneAndThenGoOn();
  }

  @Test
  void aHalfLineThatCouldNotBeCutOffIsSetAsideLater() throws Exception {
    fixture.files.room = 50;
    fixture.files.failTruncate = true;
    assertFails(
        ErrorCode.STORAGE_FULL,
        () -> store.threads().append(id, NewMessage.text("user", "too much")));
    fixture.files.room = Long.MAX_VALUE;
    fixture.files.failTruncate = false;
    assertThat(store.threads().open(id).notices())
        .extracting(Notice::kind)
        .containsExactly(Notice.Kind.TORN_LINE);
    assertOnlyTheKeptOneAfterTearing();
  }

  private void assertOnlyTheKeptOneAfterTearing() throws Exception {
    store.threads().append(id, NewMessage.text("user", "later"));
    assertThat(store.threads().open(id).tree().messages()).hasSize(2);
    assertThat(store.threads().open(id).notices()).isEmpty();
    try (var all = Files.list(fixture.folder.thread(id))) {
      assertThat(all.map(p -> p.getFileName().toString())).anyMatch(n -> n.contains(".torn-"));
    }
  }

  @Test
  void shortWritesAreCompleted() {
    fixture.files.mostPerWrite = 7;
    store.threads().append(id, NewMessage.text("user", "in pieces"));
    store.threads().update(id, "", t -> t.withTitle("In pieces"));
    assertThat(store.threads().open(id).tree().messages()).hasSize(2);
    assertThat(store.threads().find(id).orElseThrow().title()).isEqualTo("In pieces");
  }

  @Test
  void aFailedSyncIsNoAcknowledgement() {
    fixture.files.failForce = true;
    assertFails(
        ErrorCode.STORAGE_FAILED,
        () -> store.threads().append(id, NewMessage.text("user", "unsure")));
    fixture.files.failForce = false;
    assertOnlyTheKeptOneAndThenGoOn();
  }

  @Test
  void aFailedRenameLeavesTheOldFile() throws Exception {
    fixture.files.failMove = true;
    assertFails(
        ErrorCode.STORAGE_FAILED, () -> store.threads().update(id, "", t -> t.withTitle("After")));
    assertFails(ErrorCode.STORAGE_FAILED, () -> store.threads().create(NewThread.titled("No")));
    fixture.files.failMove = false;
    assertThat(store.threads().find(id).orElseThrow().title()).isEqualTo("Before");
    assertThat(store.threads().list()).hasSize(1);
    try (var all = Files.list(fixture.folder.thread(id))) {
      assertThat(all.map(p -> p.getFileName().toString()))
          .containsExactlyInAnyOrder("thread.json", "messages.jsonl");
    }
  }

  @Test
  void aReadOnlyFolderIsNamed() {
    fixture.files.readOnly = true;
    assertFails(
        ErrorCode.STORAGE_READ_ONLY,
        () -> store.threads().append(id, NewMessage.text("user", "no")));
    fixture.files.readOnly = false;
    assertOnlyTheKeptOneAndThenGoOn();
  }

  @Test
  void aDeletionThatFailsDeletesNothing() {
    fixture.files.failMove = true;
    assertFails(ErrorCode.STORAGE_FAILED, () -> store.threads().delete(id));
    fixture.files.failMove = false;
    assertThat(store.threads().open(id).shown()).hasSize(1);
    assertThat(store.threads().trash()).isEmpty();
  }
}
