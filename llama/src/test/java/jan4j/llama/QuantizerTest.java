package jan4j.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jan4j.testkit.TinyModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
class QuantizerTest {
  @TempDir private Path folder;

  @Test
  void writesASmallerModelThatStillDecodes() throws Exception {
    Path source = TinyModels.dense(Tiny.FOLDER);
    Path target = folder.resolve("small.gguf");
    QuantizeParameters parameters =
        new QuantizeParameters()
            .nThreads(1)
            .fileType(FileType.Q8_0)
            .allowRequantize(true)
            .tensorTypes(Map.of("attn_q", TensorType.F16));
    Quantizer.quantize(Tiny.library(), source, target, parameters);
    assertThat(Files.size(target)).isPositive();
    try (Model model = Tiny.load(target);
        Context context = Context.create(model, Tiny.small());
        Batch batch = new Batch(4)) {
      assertThat(model.fileType()).contains("Q8_0");
      assertThat(Tiny.decode(context, batch, new int[] {1, 2}, 0, 0)).isEqualTo(1);
    }
  }

  @Test
  void everyUsualTypeGivesAModelOfThatTypeWithNearlyTheSameLogits() {
    Path source = TinyModels.dense(Tiny.FOLDER);
    float[] expected = logits(source);
    for (FileType type : List.of(FileType.Q8_0, FileType.Q5_0, FileType.Q4_0, FileType.Q4_K_M)) {
      Path target = folder.resolve(type + ".gguf");
      Quantizer.quantize(
          Tiny.library(),
          source,
          target,
          new QuantizeParameters().nThreads(1).fileType(type).allowRequantize(true));
      assertThat(target).as("%s", type).isRegularFile();
      float[] found = logits(target);
      assertThat(correlation(expected, found)).as("%s", type).isGreaterThan(0.8);
    }
  }

  private static float[] logits(Path file) {
    try (Model model = Tiny.load(file);
        Context context = Context.create(model, Tiny.small());
        Batch batch = new Batch(8)) {
      float[] out = new float[model.vocabulary().size()];
      context.logits(Tiny.decode(context, batch, new int[] {10, 20, 30, 40}, 0, 0), out);
      return out;
    }
  }

  private static double correlation(float[] a, float[] b) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (double) a[i] * b[i];
      aa += (double) a[i] * a[i];
      bb += (double) b[i] * b[i];
    }
    return ab / Math.sqrt(aa * bb);
  }

  @Test
  void saysWhyASourceCannotBeQuantized() {
    Path absent = folder.resolve("absent.gguf");
    assertThatThrownBy(() ->
            Quantizer.quantize(
                Tiny.library(), absent, folder.resolve("out.gguf"), new QuantizeParameters()))
        .isInstanceOf(LlamaException.class)
        .hasMessageContaining("absent.gguf");
  }
}
