package jan4j.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jan4j.testkit.TinyModels;
import java.nio.file.Files;
import java.nio.file.Path;
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
  void saysWhyASourceCannotBeQuantized() {
    Path absent = folder.resolve("absent.gguf");
    assertThatThrownBy(() ->
            Quantizer.quantize(
                Tiny.library(), absent, folder.resolve("out.gguf"), new QuantizeParameters()))
        .isInstanceOf(LlamaException.class)
        .hasMessageContaining("absent.gguf");
  }
}
