package jan4j.model.gguf;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.testkit.GgufValue;
import jan4j.testkit.GgufWriter;
import jan4j.testkit.TensorData;
import jan4j.testkit.TensorType;
import jan4j.testkit.TinyModels;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The mix of tensor types and the estimate of the cache.
class ModelFactsTest {
  @TempDir private Path folder;

  @Test
  void theMixCountsElementsAndBytes() {
    Gguf gguf =
        read(
            new GgufWriter()
                .tensor("a", TensorType.Q8_0, TensorData.constant(1), 64, 2)
                .tensor("b", TensorType.F32, TensorData.constant(1), 5)
                .tensor("c", TensorType.F32, TensorData.constant(1), 3));
    WeightMix mix = WeightMix.of(gguf.tensors());
    assertThat(mix.parameters()).isEqualTo(136);
    assertThat(mix.sizeBytes()).isEqualTo(4 * 34 + 32);
    assertThat(mix.bitsPerWeight()).isEqualTo(168 * 8 / 136.0);
    assertThat(mix.types())
        .containsExactly(
            new WeightMix.Share("q8_0", 1, 128, 136), new WeightMix.Share("f32", 2, 8, 32));
    assertThat(mix.quantization(gguf)).isEqualTo("Q8_0");
  }

  @Test
  void theFileTypeNamesTheQuantization() {
    Gguf gguf = read(new GgufWriter().put("general.file_type", 15));
    assertThat(WeightMix.of(gguf.tensors()).quantization(gguf)).isEqualTo("Q4_K_M");
    assertThat(WeightMix.of(gguf.tensors()).bitsPerWeight()).isZero();
    Gguf last = read(new GgufWriter().put("general.file_type", 41 + 1024));
    assertThat(WeightMix.of(last.tensors()).quantization(last)).isEqualTo("Q2_0");
  }

  @Test
  void everyLayerKeepsItsKeysAndValues() {
    Gguf gguf = read(model("llama", 4).put("llama.attention.head_count_kv", 2));
    // 4 layers, 4096 cells, 2 heads of 16 for keys and for values, 2 bytes
    assertThat(new CacheEstimate(gguf).bytes(4096)).hasValue(4L * 4096 * 2 * 32 * 2);
    assertThat(new CacheEstimate(gguf).bytes(4000)).hasValue(4L * 4096 * 2 * 32 * 2);
  }

  @Test
  void headsMayDifferFromLayerToLayer() {
    Gguf gguf =
        read(
            model("llama", 3)
                .put("llama.attention.head_count_kv", List.of(1, 0, 2), GgufValue.Int32::new)
                .put("llama.attention.key_length", 8)
                .put("llama.attention.value_length", 24));
    assertThat(new CacheEstimate(gguf).bytes(256)).hasValue(256L * 3 * 32 * 2);
  }

  @Test
  void windowsBoundTheirLayers() {
    Gguf gguf =
        read(
            model("gemma3", 6)
                .put("gemma3.attention.head_count_kv", 1)
                .put("gemma3.attention.sliding_window", 512));
    // five layers with 512 + 512 cells, one with all
    assertThat(new CacheEstimate(gguf).bytes(8192)).hasValue((5L * 1024 + 8192) * 32 * 2);
    Gguf flags =
        read(
            model("other", 2)
                .put("other.attention.head_count_kv", 1)
                .put("other.attention.sliding_window", 512)
                .put(
                    "other.attention.sliding_window_pattern",
                    List.of(true, false),
                    GgufValue.Bool::new));
    assertThat(new CacheEstimate(flags).bytes(8192)).hasValue((1024L + 8192) * 32 * 2);
  }

  @Test
  void latentAttentionKeepsOneRow() {
    Gguf gguf =
        read(
            model("deepseek2", 2)
                .put("deepseek2.attention.key_length_mla", 192)
                .put("deepseek2.attention.kv_lora_rank", 512)
                .put("deepseek2.rope.dimension_count", 64));
    assertThat(new CacheEstimate(gguf).bytes(1024)).hasValue(2L * 1024 * 576 * 2);
  }

  @Test
  void aRecurrentModelTakesTheSameAtEveryLength() {
    CacheEstimate estimate = new CacheEstimate(Gguf.read(TinyModels.recurrent(folder)));
    assertThat(estimate.bytes(256)).isEqualTo(estimate.bytes(1 << 20));
    assertThat(estimate.bytes(256).orElse(0)).isPositive();
  }

  @Test
  void aHybridModelHasBoth() {
    CacheEstimate estimate = new CacheEstimate(Gguf.read(TinyModels.hybrid(folder)));
    assertThat(estimate.bytes(512).orElseThrow()).isGreaterThan(estimate.bytes(256).orElseThrow());
  }

  @Test
  void hostileNumbersSaturate() {
    GgufValue huge = new GgufValue.Uint64(Long.MAX_VALUE);
    Gguf gguf =
        read(
            new GgufWriter()
                .put("general.architecture", "x")
                .put("x.block_count", huge)
                .put("x.embedding_length", huge)
                .put("x.attention.head_count", new GgufValue.Uint64(1))
                .put("x.attention.sliding_window", huge)
                .put("x.attention.key_length", new GgufValue.Int64(-3)));
    assertThat(new CacheEstimate(gguf).bytes(Long.MAX_VALUE)).hasValue(Long.MAX_VALUE);
    assertThat(new CacheEstimate(read(new GgufWriter())).bytes(4096)).isEmpty();
  }

  private static GgufWriter model(String architecture, int layers) {
    return new GgufWriter()
        .put("general.architecture", architecture)
        .put(architecture + ".block_count", layers)
        .put(architecture + ".embedding_length", 64)
        .put(architecture + ".attention.head_count", 4);
  }

  private Gguf read(GgufWriter gguf) {
    return Gguf.read(gguf.write(folder.resolve("model.gguf")));
  }
}
