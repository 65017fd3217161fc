package jan4j.llama;

import jan4j.llama.raw.Layouts;
import jan4j.llama.raw.LlamaContext;
import jan4j.llama.raw.Struct;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How a context is made: the fields of `llama_context_params`, starting from the library's
/// defaults. A mutable builder for one thread; [Context#create] reads it once. Not offered: the
/// evaluation callback (it hands out tensors) and the abort callback (see [Context#setAbort]).
@SuppressWarnings("EnumOrdinal") // the enums keep the order of C
public final class ContextParameters {
  /// Scaling of the rotary position embedding; the C values begin at -1.
  public enum RopeScaling {
    /// From the model.
    UNSPECIFIED,
    /// Off.
    NONE,
    /// Linear.
    LINEAR,
    /// YaRN.
    YARN,
    /// LongRoPE.
    LONGROPE
  }

  /// How embeddings of a sequence are pooled; the C values begin at -1.
  public enum Pooling {
    /// From the model.
    UNSPECIFIED,
    /// One embedding per token.
    NONE,
    /// The mean.
    MEAN,
    /// The first token's.
    CLS,
    /// The last token's.
    LAST,
    /// The classification head of a reranking model.
    RANK;

    static Pooling of(int value) {
      return values()[value + 1];
    }
  }

  /// Which tokens a token attends to; the C values begin at -1.
  public enum Attention {
    /// From the model.
    UNSPECIFIED,
    /// Only earlier ones.
    CAUSAL,
    /// All.
    NON_CAUSAL
  }

  /// When to use the flash attention kernels; the C values begin at -1.
  public enum FlashAttention {
    /// As the devices allow.
    AUTO,
    /// Never.
    DISABLED,
    /// Always.
    ENABLED
  }

  /// Fields that were set, by C name; the rest keep the library's defaults.
  private final Map<String, Object> values = new LinkedHashMap<>();

  private Map<Integer, SamplerChain> samplers = Map.of();
  private @Nullable Context other;

  /// Tokens of context for all sequences together; 0: what the model was trained with.
  public ContextParameters nCtx(int tokens) {
    return set("n_ctx", tokens);
  }

  /// Most tokens in one batch.
  public ContextParameters nBatch(int tokens) {
    return set("n_batch", tokens);
  }

  /// Most tokens computed at once; a batch is cut into such pieces.
  public ContextParameters nUbatch(int tokens) {
    return set("n_ubatch", tokens);
  }

  /// Sequences that can live at once; their ids are 0 up to this.
  public ContextParameters nSeqMax(int sequences) {
    return set("n_seq_max", sequences);
  }

  /// Snapshots of recurrent state per sequence, to roll back to; 0: none. Experimental.
  public ContextParameters nRsSeq(int snapshots) {
    return set("n_rs_seq", snapshots);
  }

  /// Most rows with logits in one piece of a batch; 0: as many as the batch. It sizes the compute
  /// buffer: with a large vocabulary set it to what is needed.
  public ContextParameters nOutputsMax(int rows) {
    return set("n_outputs_max", rows);
  }

  /// Most rows with logits per sequence, for samplers that run on a device.
  public ContextParameters nOutputsMaxPerSeq(int rows) {
    return set("n_outputs_max_per_seq", rows);
  }

  /// Threads that decode single tokens. The default is 4, not the number of cores.
  public ContextParameters nThreads(int threads) {
    return set("n_threads", threads);
  }

  /// Threads that process prompts.
  public ContextParameters nThreadsBatch(int threads) {
    return set("n_threads_batch", threads);
  }

  /// Whether this is the context of the multi-token-prediction head.
  public ContextParameters mtp(boolean mtp) {
    return set("ctx_type", mtp ? 1 : 0);
  }

  /// Scaling of positions.
  public ContextParameters ropeScaling(RopeScaling scaling) {
    return set("rope_scaling_type", scaling.ordinal() - 1);
  }

  /// Pooling of embeddings.
  public ContextParameters pooling(Pooling pooling) {
    return set("pooling_type", pooling.ordinal() - 1);
  }

  /// Attention for embeddings.
  public ContextParameters attention(Attention attention) {
    return set("attention_type", attention.ordinal() - 1);
  }

  /// Flash attention; a quantized V cache needs it.
  public ContextParameters flashAttention(FlashAttention use) {
    return set("flash_attn_type", use.ordinal() - 1);
  }

  /// Base of the rotary frequencies; 0: from the model.
  public ContextParameters ropeFreqBase(float base) {
    return set("rope_freq_base", base);
  }

  /// Scale of the rotary frequencies; 0: from the model.
  public ContextParameters ropeFreqScale(float scale) {
    return set("rope_freq_scale", scale);
  }

  /// YaRN extrapolation mix; negative: from the model.
  public ContextParameters yarnExtFactor(float factor) {
    return set("yarn_ext_factor", factor);
  }

  /// YaRN magnitude scaling.
  public ContextParameters yarnAttnFactor(float factor) {
    return set("yarn_attn_factor", factor);
  }

  /// YaRN low correction dimension.
  public ContextParameters yarnBetaFast(float beta) {
    return set("yarn_beta_fast", beta);
  }

  /// YaRN high correction dimension.
  public ContextParameters yarnBetaSlow(float beta) {
    return set("yarn_beta_slow", beta);
  }

  /// YaRN original context size.
  public ContextParameters yarnOrigCtx(int tokens) {
    return set("yarn_orig_ctx", tokens);
  }

  /// Deprecated in C and without effect; kept so that every field can be set.
  public ContextParameters defragThold(float threshold) {
    return set("defrag_thold", threshold);
  }

  /// Type of the K cache.
  public ContextParameters typeK(TensorType type) {
    return set("type_k", type.value());
  }

  /// Type of the V cache.
  public ContextParameters typeV(TensorType type) {
    return set("type_v", type.value());
  }

  /// Extract embeddings too.
  public ContextParameters embeddings(boolean extract) {
    return set("embeddings", extract);
  }

  /// Keep the cache on the device.
  public ContextParameters offloadKqv(boolean offload) {
    return set("offload_kqv", offload);
  }

  /// False measures times for [Context#performance].
  public ContextParameters noPerf(boolean off) {
    return set("no_perf", off);
  }

  /// Send operations on host tensors to a device.
  public ContextParameters opOffload(boolean offload) {
    return set("op_offload", offload);
  }

  /// Full-size cache for sliding-window layers: more memory, and sequences can be rolled back and
  /// copied from anywhere. False with several sequences has sharp edges, see [Memory].
  public ContextParameters swaFull(boolean full) {
    return set("swa_full", full);
  }

  /// One buffer for all sequences: prefixes can be shared, and the context is a common budget.
  public ContextParameters kvUnified(boolean unified) {
    return set("kv_unified", unified);
  }

  /// Sampler chains that run on the device, by sequence. Experimental. They must stay open as long
  /// as the context.
  public ContextParameters samplers(Map<Integer, SamplerChain> chains) {
    samplers = Map.copyOf(chains);
    return this;
  }

  /// Another context to share results or memory with. It must stay open as long as this one.
  public ContextParameters other(Context context) {
    other = context;
    return this;
  }

  private ContextParameters set(String field, Object value) {
    values.put(field, value);
    return this;
  }

  /// Writes the C struct; what it points to lives as long as the arena.
  MemorySegment write(Arena arena) {
    Struct struct = Layouts.CONTEXT_PARAMS;
    MemorySegment params = LlamaContext.llama_context_default_params(arena);
    values.forEach((field, value) -> struct.setAny(params, field, value));
    if (!samplers.isEmpty()) {
      struct.set(params, "samplers", samplerArray(arena));
      struct.set(params, "n_samplers", (long) samplers.size());
    }
    Context shared = other;
    if (shared != null) {
      struct.set(params, "ctx_other", shared.handle());
    }
    return params;
  }

  private MemorySegment samplerArray(Arena arena) {
    Struct struct = Layouts.SAMPLER_SEQ_CONFIG;
    long size = struct.layout().byteSize();
    MemorySegment array = arena.allocate(struct.layout(), samplers.size());
    int slot = 0;
    for (var entry : new TreeMap<>(samplers).entrySet()) {
      MemorySegment config = array.asSlice(slot++ * size, size);
      struct.set(config, "seq_id", entry.getKey().intValue());
      struct.set(config, "sampler", entry.getValue().handle());
    }
    return array;
  }

  /// The fields that were set, for messages.
  @Override
  public String toString() {
    return values.toString();
  }
}
