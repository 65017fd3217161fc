package jan4j.testkit;

import java.nio.file.Path;

/// Writes LoRA adapters for the dense model of [TinyModels], as llama.cpp's
/// `convert_lora_to_gguf.py` does: pairs `<tensor>.lora_a` of shape `[in, rank]` and
/// `<tensor>.lora_b` of `[rank, out]`.
public final class TinyAdapters {
  private static final int WIDTH = 64;
  private static final int RANK = 4;

  private TinyAdapters() {}

  /// An adapter of two attention tensors of every layer, strong enough to change what is answered.
  ///
  /// @param seed another one gives another adapter
  public static Path lora(Path folder, long seed) {
    GgufWriter gguf = header("llama");
    for (int layer = 0; layer < 4; layer++) {
      pair(gguf, "blk." + layer + ".attn_q.weight", WIDTH, seed + 2L * layer);
      pair(gguf, "blk." + layer + ".attn_output.weight", WIDTH, seed + 100 + 2L * layer);
    }
    return gguf.write(folder.resolve("lora-" + seed + ".gguf"));
  }

  /// An adapter for a model of twice the width.
  public static Path tooWide(Path folder) {
    GgufWriter gguf = header("llama");
    pair(gguf, "blk.0.attn_q.weight", 2 * WIDTH, 1);
    return gguf.write(folder.resolve("too-wide.gguf"));
  }

  /// An adapter for a model of another architecture.
  public static Path foreign(Path folder) {
    GgufWriter gguf = header("gemma3");
    pair(gguf, "blk.0.attn_q.weight", WIDTH, 1);
    return gguf.write(folder.resolve("foreign.gguf"));
  }

  private static GgufWriter header(String architecture) {
    return new GgufWriter()
        .put("general.type", "adapter")
        .put("general.architecture", architecture)
        .put("general.name", "tiny adapter")
        .put("adapter.type", "lora")
        .put("adapter.lora.alpha", (float) RANK);
  }

  private static void pair(GgufWriter gguf, String tensor, int width, long seed) {
    TensorData a = TensorData.normal(1 / Math.sqrt(width), seed);
    TensorData b = TensorData.normal(1 / Math.sqrt(RANK), seed + 1);
    gguf.tensor(tensor + ".lora_a", TensorType.F32, a, width, RANK);
    gguf.tensor(tensor + ".lora_b", TensorType.F32, b, RANK, width);
  }
}
