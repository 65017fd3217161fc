package jan4j.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jan4j.testkit.TinyModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
class StateTest {
  private static final int[] PROMPT = {10, 20, 30, 40, 50, 60, 70};

  @TempDir private Path folder;

  @Test
  void aSequenceRestoredFromMemoryGoesOnTheSame() {
    try (Model model = Tiny.dense();
        Context context = Context.create(model, Tiny.small());
        Batch batch = new Batch(16)) {
      int row = Tiny.decode(context, batch, PROMPT, 0, 0);
      int next = context.argmax(row);
      try (SequenceSnapshot snapshot = context.state().snapshot(0, Set.of())) {
        int[] expected = after(context, batch, next, 0);
        context.memory().clear(true);
        context.state().restore(3, snapshot);
        assertThat(context.memory().positionMax(3)).isEqualTo(PROMPT.length - 1);
        assertThat(after(context, batch, next, 3)).isEqualTo(expected);
      }
    }
  }

  @Test
  void bytesOfASnapshotMakeAnotherOne() {
    try (Model model = Tiny.dense();
        Context context = Context.create(model, Tiny.small());
        Batch batch = new Batch(16)) {
      Tiny.decode(context, batch, PROMPT, 0, 0);
      try (SequenceSnapshot snapshot = context.state().snapshot(0, Set.of());
          SequenceSnapshot copy = SequenceSnapshot.of(snapshot.toByteArray(), Set.of())) {
        assertThat(copy.sizeBytes()).isEqualTo(snapshot.sizeBytes());
        context.state().restore(1, copy);
        assertThat(context.memory().positionMax(1)).isEqualTo(PROMPT.length - 1);
      }
    }
  }

  @Test
  void bytesThatAreCutAreRefused() {
    try (Model model = Tiny.dense();
        Context context = Context.create(model, Tiny.small());
        Batch batch = new Batch(16)) {
      Tiny.decode(context, batch, PROMPT, 0, 0);
      try (SequenceSnapshot snapshot = context.state().snapshot(0, Set.of())) {
        byte[] half = Arrays.copyOf(snapshot.toByteArray(), (int) snapshot.sizeBytes() / 2);
        try (SequenceSnapshot cut = SequenceSnapshot.of(half, Set.of())) {
          assertThatThrownBy(() -> context.state().restore(1, cut))
              .hasMessageContaining("cannot restore sequence 1");
        }
      }
    }
  }

  @Test
  void aRecurrentModelGoesBackToAPartialSnapshot() {
    try (Model model = Tiny.load(TinyModels.recurrent(Tiny.FOLDER));
        Context context = Context.create(model, Tiny.small());
        Batch batch = new Batch(16)) {
      int row = Tiny.decode(context, batch, PROMPT, 0, 0);
      int next = context.argmax(row);
      try (SequenceSnapshot snapshot =
          context.state().snapshot(0, Set.of(StateFlag.PARTIAL_ONLY))) {
        int[] expected = after(context, batch, next, 0);
        context.memory().clear(true);
        context.state().restore(0, snapshot);
        assertThat(after(context, batch, next, 0)).isEqualTo(expected);
      }
    }
  }

  @Test
  void aSequenceSavedToAFileComesBackWithItsTokens() {
    Path file = folder.resolve("sequence.bin");
    try (Model model = Tiny.dense();
        Context context = Context.create(model, Tiny.small());
        Batch batch = new Batch(16)) {
      int next = context.argmax(Tiny.decode(context, batch, PROMPT, 0, 0));
      assertThat(context.state().saveSequence(0, file, PROMPT)).isPositive();
      int[] expected = after(context, batch, next, 0);
      context.memory().clear(true);
      assertThat(context.state().loadSequence(1, file)).isEqualTo(PROMPT);
      assertThat(after(context, batch, next, 1)).isEqualTo(expected);
    }
  }

  @Test
  void aCutFileIsRefusedWithWhatTheLibrarySays() throws IOException {
    Path file = folder.resolve("sequence.bin");
    try (Model model = Tiny.dense();
        Context context = Context.create(model, Tiny.small());
        Batch batch = new Batch(16)) {
      Tiny.decode(context, batch, PROMPT, 0, 0);
      context.state().saveSequence(0, file, PROMPT);
      byte[] whole = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(whole, whole.length / 2));
      assertThatThrownBy(() -> context.state().loadSequence(1, file))
          .isInstanceOf(LlamaException.class)
          .hasMessageContaining("sequence.bin");
      assertThatThrownBy(() -> context.state().loadSequence(1, folder.resolve("absent")))
          .hasMessageContaining("absent");
    }
  }

  @Test
  void aWholeContextSavedToAFileComesBack() {
    Path file = folder.resolve("context.bin");
    try (Model model = Tiny.dense();
        Batch batch = new Batch(16)) {
      try (Context context = Context.create(model, Tiny.small())) {
        Tiny.decode(context, batch, PROMPT, 0, 0);
        Tiny.decode(context, batch, PROMPT, 0, 2);
        context.state().save(file, PROMPT);
      }
      try (Context context = Context.create(model, Tiny.small())) {
        assertThat(context.state().load(file)).isEqualTo(PROMPT);
        assertThat(context.memory().positionMax(2)).isEqualTo(PROMPT.length - 1);
      }
    }
  }

  private static int[] after(Context context, Batch batch, int next, int sequence) {
    int position = context.memory().positionMax(sequence) + 1;
    int row = Tiny.decode(context, batch, new int[] {next}, position, sequence);
    return Tiny.continueGreedily(context, batch, row, sequence, 8);
  }
}
