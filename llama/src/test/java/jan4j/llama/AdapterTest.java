package jan4j.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jan4j.testkit.TinyAdapters;
import jan4j.testkit.TinyModels;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
class AdapterTest {
  private static final int[] PROMPT = {10, 20, 30, 40, 50};

  @TempDir private Path folder;
  private Model model;
  private Context context;
  private Batch batch;

  @BeforeEach
  void create() {
    model = Tiny.dense();
    context = Context.create(model, Tiny.small());
    batch = new Batch(64);
  }

  @AfterEach
  void close() {
    if (model != null) {
      batch.close();
      model.close();
    }
  }

  /// The logits after the prompt, read into an empty memory.
  private float[] logits() {
    context.memory().clear(true);
    int row = Tiny.decode(context, batch, PROMPT, 0, 0);
    float[] out = new float[model.vocabulary().size()];
    context.logits(row, out);
    return out;
  }

  private void apply(Adapter adapter, float scale) {
    context.setAdapters(List.of(new Adapter.Applied(adapter, scale)));
  }

  @Test
  void anAppliedAdapterChangesTheLogitsAndARemovedOneGivesTheOldExactly() {
    float[] plain = logits();
    Adapter adapter = Adapter.load(model, TinyAdapters.lora(folder, 1));
    assertThat(logits()).isEqualTo(plain);
    apply(adapter, 1);
    float[] adapted = logits();
    assertThat(largestDifference(adapted, plain)).isGreaterThan(0.1f);
    assertThat(logits()).isEqualTo(adapted);
    apply(adapter, 0.5f);
    assertThat(logits()).isNotEqualTo(adapted).isNotEqualTo(plain);
    apply(adapter, 0);
    assertThat(logits()).isEqualTo(plain);
    context.setAdapters(List.of());
    assertThat(logits()).isEqualTo(plain);
    adapter.close();
    assertThat(logits()).isEqualTo(plain);
  }

  @Test
  void adaptersAddUpInEitherOrder() {
    Adapter one = Adapter.load(model, TinyAdapters.lora(folder, 1));
    Adapter two = Adapter.load(model, TinyAdapters.lora(folder, 2));
    apply(one, 1);
    float[] first = logits();
    context.setAdapters(List.of(new Adapter.Applied(one, 1), new Adapter.Applied(two, 1)));
    float[] both = logits();
    assertThat(largestDifference(both, first)).isGreaterThan(0.1f);
    context.setAdapters(List.of(new Adapter.Applied(two, 1), new Adapter.Applied(one, 1)));
    assertThat(largestDifference(logits(), both)).isLessThan(0.01f);
  }

  @Test
  void anAdapterOfOneContextLeavesAnotherAlone() {
    float[] plain = logits();
    Adapter adapter = Adapter.load(model, TinyAdapters.lora(folder, 1));
    try (Context other = Context.create(model, Tiny.small())) {
      other.setAdapters(List.of(new Adapter.Applied(adapter, 1)));
      assertThat(logits()).isEqualTo(plain);
      assertThatThrownBy(adapter::close).hasMessageContaining("used by 1 contexts");
    }
    adapter.close();
  }

  @Test
  void anAdapterTellsItsMetadata() {
    Path file = TinyAdapters.lora(folder, 1);
    try (Adapter adapter = Adapter.load(model, file)) {
      assertThat(adapter.file()).isEqualTo(file);
      assertThat(adapter.metadata())
          .containsEntry("general.name", "tiny adapter")
          .containsEntry("adapter.type", "lora");
      assertThat(adapter.invocationTokens()).isEmpty();
    }
  }

  @Test
  void anAdapterThatDoesNotFitIsRefusedWithItsFile() {
    for (Path file :
        List.of(
            TinyAdapters.tooWide(folder),
            TinyAdapters.foreign(folder),
            TinyModels.dense(folder),
            folder.resolve("absent.gguf"))) {
      assertThatThrownBy(() -> Adapter.load(model, file))
          .isInstanceOf(LlamaException.class)
          .hasMessageContaining(file.getFileName().toString());
    }
    assertThat(logits()).isNotEmpty();
  }

  @Test
  void anAdapterOfAnotherModelIsRefused() {
    try (Model other = Tiny.dense()) {
      Adapter foreign = Adapter.load(other, TinyAdapters.lora(folder, 1));
      assertThatThrownBy(() -> apply(foreign, 1)).hasMessageContaining("another model");
    }
  }

  @Test
  void aControlVectorChangesTheLogitsOfItsLayersAndIsTakenAway() {
    float[] plain = logits();
    float[] data = new float[model.nEmbd() * (model.nLayer() - 1)];
    Arrays.fill(data, 1f);
    context.setControlVector(data, 1, model.nLayer() - 1);
    float[] steered = logits();
    assertThat(largestDifference(steered, plain)).isGreaterThan(0.1f);
    context.setControlVector(data, 2, 2);
    assertThat(logits()).isNotEqualTo(steered).isNotEqualTo(plain);
    context.clearControlVector();
    assertThat(logits()).isEqualTo(plain);
    assertThatThrownBy(() -> context.setControlVector(new float[3], 1, 1))
        .hasMessageContaining("no multiple of the width");
  }

  private static float largestDifference(float[] a, float[] b) {
    float largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]));
    }
    return largest;
  }
}
