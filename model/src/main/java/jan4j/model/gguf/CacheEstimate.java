package jan4j.model.gguf;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// A rough count of what a context takes beside the weights, from the metadata alone: keys and
/// values of each attention layer in f16, sliding windows and latent attention (MLA) as llama.cpp
/// keeps them, and the states of recurrent layers. Compute buffers are not in it. Hostile numbers
/// saturate at 2^63. Immutable.
public final class CacheEstimate {
  private static final int MAX_LAYERS = 1_024;
  private static final int PAD = 256;

  /// Positions that a window keeps beyond itself: one ubatch.
  private static final int UBATCH = 512;

  /// Every how many layers one has full attention, where llama.cpp's source says so and files may
  /// not (`src/models/*.cpp`, load_swa_pattern).
  private static final Map<String, Integer> PATTERNS =
      Map.ofEntries(
          Map.entry("afmoe", 4),
          Map.entry("cohere2", 4),
          Map.entry("exaone-moe", 4),
          Map.entry("exaone4", 4),
          Map.entry("gemma-embedding", 6),
          Map.entry("gemma2", 2),
          Map.entry("gemma3", 6),
          Map.entry("gemma3n", 5),
          Map.entry("gpt-oss", 2),
          Map.entry("llama4", 4),
          Map.entry("olmo2", 4),
          Map.entry("plamo3", 8));

  private final Gguf gguf;
  private final int nLayers;
  private final List<Long> heads;
  private final List<Long> kvHeads;
  private final List<Long> window;

  /// Which layers have a window, where the file says so for each.
  private final List<?> flags;

  /// The estimate for that model's metadata.
  public CacheEstimate(Gguf gguf) {
    this.gguf = gguf;
    this.nLayers = Math.clamp(number("block_count", 0), 0, MAX_LAYERS);
    this.heads = list("attention.head_count");
    List<Long> kv = list("attention.head_count_kv");
    this.kvHeads = kv.isEmpty() ? heads : kv;
    this.window = list("attention.sliding_window_pattern");
    Object pattern =
        gguf.value(gguf.architecture() + ".attention.sliding_window_pattern").orElse(null);
    this.flags = pattern instanceof List<?> l ? l : List.of();
  }

  private long number(String suffix, long otherwise) {
    OptionalLong n = gguf.architectureInteger(suffix);
    return n.isPresent() && n.getAsLong() >= 0 ? n.getAsLong() : otherwise;
  }

  private List<Long> list(String suffix) {
    return gguf.integers(gguf.architecture() + "." + suffix);
  }

  /// Bytes for a context of `nCtx` tokens, one sequence; empty where the file does not say how many
  /// layers it has.
  public OptionalLong bytes(long nCtx) {
    if (nLayers == 0) {
      return OptionalLong.empty();
    }
    long kvLayers = Math.max(0, nLayers - number("attention.shared_kv_layers", 0));
    double total = 0;
    for (int layer = 0; layer < nLayers; layer++) {
      if (isRecurrent(layer)) {
        total += stateElements() * 4;
      } else if (layer < kvLayers) {
        total += 2.0 * cells(nCtx, layer) * rowElements(layer);
      }
    }
    return OptionalLong.of((long) total);
  }

  private boolean isRecurrent(int layer) {
    if (stateElements() == 0) {
      return false;
    }
    long interval = number("full_attention_interval", 0);
    if (interval > 0) {
      return (layer + 1) % interval != 0;
    }
    return kvHeads.isEmpty() || at(kvHeads, layer) == 0;
  }

  private double stateElements() {
    double embedding = number("embedding_length", 0);
    long shortConvolution = number("shortconv.l_cache", 0);
    if (shortConvolution > 0) {
      return embedding * (shortConvolution - 1);
    }
    long wkv = number("wkv.head_size", 0);
    if (wkv > 0) {
      return embedding * (number("token_shift_count", 2) + wkv);
    }
    double inner = number("ssm.inner_size", 0);
    double state = number("ssm.state_size", 0);
    double groups = number("ssm.group_count", 0);
    double kernel = Math.max(1, number("ssm.conv_kernel", 1));
    return (kernel - 1) * (inner + 2 * groups * state) + state * inner;
  }

  private double cells(long nCtx, int layer) {
    double full = pad(nCtx);
    long size = number("attention.sliding_window", 0);
    return size > 0 && isWindow(layer) ? Math.min(full, pad(size + (double) UBATCH)) : full;
  }

  private static double pad(double cells) {
    return Math.ceil(cells / PAD) * PAD;
  }

  private boolean isWindow(int layer) {
    if (layer < flags.size()) {
      return Boolean.TRUE.equals(flags.get(layer)) || Long.valueOf(1).equals(flags.get(layer));
    }
    long every =
        window.size() == 1 ? window.getFirst() : PATTERNS.getOrDefault(gguf.architecture(), 1);
    return every == 0 || layer % every < every - 1;
  }

  private double rowElements(int layer) {
    double perHead = number("embedding_length", 0) / (double) Math.max(1, at(heads, layer));
    if (number("attention.key_length_mla", 0) > 0) {
      return number("attention.kv_lora_rank", 0) + (double) number("rope.dimension_count", 0);
    }
    boolean windowed = number("attention.sliding_window", 0) > 0 && isWindow(layer);
    double key = length("key", windowed, perHead);
    double value = length("value", windowed, perHead);
    return at(kvHeads, layer) * (key + value);
  }

  private double length(String which, boolean windowed, double otherwise) {
    OptionalLong own = gguf.architectureInteger("attention." + which + "_length");
    double full = own.isPresent() ? Math.max(0, own.getAsLong()) : otherwise;
    return windowed ? number("attention." + which + "_length_swa", (long) full) : full;
  }

  /// A per-layer value: one for all layers, or one for each.
  private static long at(List<Long> values, int layer) {
    if (values.isEmpty()) {
      return 0;
    }
    return Math.max(
        0, values.size() == 1 ? values.getFirst() : values.get(Math.min(layer, values.size() - 1)));
  }
}
