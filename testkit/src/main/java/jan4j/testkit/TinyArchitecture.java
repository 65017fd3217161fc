package jan4j.testkit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Metadata and tensors of one tiny model. Tensor names and shapes are those that llama.cpp's
/// `src/models/<architecture>.cpp` asks for.
///
/// Random weights are scaled so that every layer adds about as much to the residual stream as the
/// embedding brought: the next token then depends on the whole context and not on the last token
/// alone, which would soon go round in a circle.
final class TinyArchitecture {
  private static final int HEADS = 4;
  private static final int KV_HEADS = 2;
  private static final int STATE = 16;
  private static final int CONVOLUTION = 4;
  private static final int SHORT_CONVOLUTION = 3;

  private final GgufWriter gguf = new GgufWriter();
  private final String architecture;
  private final TensorType type;
  private final int width;
  private final int layers;
  private long seed = 1;

  TinyArchitecture(String architecture, TensorType type, int width, int layers) {
    this.architecture = architecture;
    this.type = type;
    this.width = width;
    this.layers = layers;
    gguf.put("general.architecture", architecture);
    put("context_length", TinyModels.N_CTX_TRAIN);
    put("embedding_length", width);
    put("block_count", layers);
    put("vocab_size", TinyVocabulary.size());
    gguf.put(architecture + ".attention.layer_norm_rms_epsilon", 1e-5f);
  }

  /// Llama, or Mixtral where there are experts.
  GgufWriter llama(int experts) {
    attentionMetadata(experts == 0 ? 2 * width : width, 10_000f);
    if (experts > 0) {
      put("expert_count", experts);
      put("expert_used_count", 2);
    }
    embedding(1, "output_norm");
    for (int layer = 0; layer < layers; layer++) {
      norm(layer, "attn_norm", width);
      attention(layer);
      norm(layer, "ffn_norm", width);
      if (experts == 0) {
        feedForward(layer);
        continue;
      }
      weight(layer, "ffn_gate_inp", TensorType.F32, 2, width, experts);
      weight(layer, "ffn_gate_exps", type, 1.5, width, width, experts);
      weight(layer, "ffn_up_exps", type, 1.5, width, width, experts);
      weight(layer, "ffn_down_exps", type, 1.5, width, width, experts);
    }
    return gguf;
  }

  /// Gemma 3: its graph multiplies the embedding by the square root of the width.
  GgufWriter gemma3() {
    attentionMetadata(2 * width, 1_000_000f);
    int head = width / HEADS;
    put("attention.key_length", head);
    put("attention.value_length", head);
    put("attention.sliding_window", TinyModels.WINDOW);
    gguf.put(
        architecture + ".attention.sliding_window_pattern",
        IntStream.range(0, layers).mapToObj(layer -> layer % 2 == 0).toList(),
        GgufValue.Bool::new);
    embedding(1 / Math.sqrt(width), "output_norm");
    for (int layer = 0; layer < layers; layer++) {
      norm(layer, "attn_norm", width);
      attention(layer);
      headNorms(layer);
      norm(layer, "post_attention_norm", width);
      norm(layer, "ffn_norm", width);
      feedForward(layer);
      norm(layer, "post_ffw_norm", width);
    }
    return gguf;
  }

  /// Mamba: `ssm_a` is negative (a decay), the bias of `ssm_dt` sets how fast states fade.
  GgufWriter mamba() {
    int inner = 2 * width;
    int rank = width / 16;
    put("feed_forward_length", 0);
    put("attention.head_count", 0);
    put("ssm.conv_kernel", CONVOLUTION);
    put("ssm.inner_size", inner);
    put("ssm.state_size", STATE);
    put("ssm.time_step_rank", rank);
    embedding(1, "output_norm");
    for (int layer = 0; layer < layers; layer++) {
      norm(layer, "attn_norm", width);
      weight(layer, "ssm_in", type, 1.5, width, 2L * inner);
      weight(layer, "ssm_conv1d", TensorType.F32, 1, CONVOLUTION, inner);
      constant(layer, "ssm_conv1d.bias", 0, inner);
      weight(layer, "ssm_x", type, 2, inner, rank + 2 * STATE);
      weight(layer, "ssm_dt", type, 1, rank, inner);
      constant(layer, "ssm_dt.bias", -2, inner);
      TensorData decay =
          new TensorData.Rows((row, _) -> {
            for (int i = 0; i < row.length; i++) {
              row[i] = -(i + 1) / 8f;
            }
          });
      gguf.tensor(name(layer, "ssm_a"), TensorType.F32, decay, STATE, inner);
      constant(layer, "ssm_d", 1, inner);
      weight(layer, "ssm_out", type, 1.5, inner, width);
    }
    return gguf;
  }

  /// LFM2: a layer without KV heads is a short convolution; `token_embd_norm` is its output norm.
  GgufWriter lfm2() {
    put("feed_forward_length", 2 * width);
    put("attention.head_count", HEADS);
    List<Integer> kvHeads =
        IntStream.range(0, layers).mapToObj(layer -> layer % 2 == 0 ? 0 : KV_HEADS).toList();
    gguf.put(architecture + ".attention.head_count_kv", kvHeads, GgufValue.Int32::new);
    put("shortconv.l_cache", SHORT_CONVOLUTION);
    gguf.put(architecture + ".rope.freq_base", 1_000_000f);
    embedding(1, "token_embd_norm");
    for (int layer = 0; layer < layers; layer++) {
      norm(layer, "attn_norm", width);
      norm(layer, "ffn_norm", width);
      feedForward(layer);
      if (kvHeads.get(layer) > 0) {
        attention(layer);
        headNorms(layer);
        continue;
      }
      weight(layer, "shortconv.conv", TensorType.F32, 1, SHORT_CONVOLUTION, width);
      weight(layer, "shortconv.in_proj", type, 1.5, width, 3L * width);
      weight(layer, "shortconv.out_proj", type, 1.5, width, width);
    }
    return gguf;
  }

  private void attentionMetadata(int feedForwardLength, float ropeBase) {
    put("feed_forward_length", feedForwardLength);
    put("attention.head_count", HEADS);
    put("attention.head_count_kv", KV_HEADS);
    gguf.put(architecture + ".rope.freq_base", ropeBase);
  }

  private void embedding(double deviation, String outputNorm) {
    gguf.tensor(
        "token_embd.weight",
        type,
        TensorData.normal(deviation, seed++),
        width,
        TinyVocabulary.size());
    gguf.tensor(outputNorm + ".weight", TensorType.F32, TensorData.constant(1), width);
    TensorData.Rows rows = (TensorData.Rows) TensorData.normal(4 / Math.sqrt(width), seed++);
    TensorData head =
        new TensorData.Rows((row, token) -> {
          if (TinyVocabulary.isText(token)) {
            rows.source().fill(row, token);
          } else {
            Arrays.fill(row, 0);
          }
        });
    gguf.tensor("output.weight", type, head, width, TinyVocabulary.size());
  }

  private void attention(int layer) {
    int kv = width / HEADS * KV_HEADS;
    weight(layer, "attn_q", type, 1.5, width, width);
    weight(layer, "attn_k", type, 1.5, width, kv);
    weight(layer, "attn_v", type, 2, width, kv);
    weight(layer, "attn_output", type, 2, width, width);
  }

  private void headNorms(int layer) {
    norm(layer, "attn_q_norm", width / HEADS);
    norm(layer, "attn_k_norm", width / HEADS);
  }

  private void feedForward(int layer) {
    weight(layer, "ffn_gate", type, 1.5, width, 2L * width);
    weight(layer, "ffn_up", type, 1.5, width, 2L * width);
    weight(layer, "ffn_down", type, 1.5, 2L * width, width);
  }

  /// A weight whose product with a vector of unit variance has the deviation `gain`.
  private void weight(int layer, String name, TensorType as, double gain, long... shape) {
    TensorData data = TensorData.normal(gain / Math.sqrt((double) shape[0]), seed++);
    gguf.tensor(name(layer, name) + ".weight", as, data, shape);
  }

  private void norm(int layer, String name, int size) {
    constant(layer, name + ".weight", 1, size);
  }

  private void constant(int layer, String name, float value, int size) {
    gguf.tensor(name(layer, name), TensorType.F32, TensorData.constant(value), size);
  }

  private void put(String key, int value) {
    gguf.put(architecture + "." + key, value);
  }

  private static String name(int layer, String name) {
    return "blk." + layer + "." + name;
  }
}
