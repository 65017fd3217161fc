package jan4j.llama.raw;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// What a decoded batch left behind: functions of `llama.h`, named and typed as there. Each is
/// bound at its first call.
public final class LlamaOutput {
  private LlamaOutput() {}

  /// ```c
  /// // Token logits obtained from the last call to llama_decode()
  /// // The logits for which llama_batch.logits[i] != 0 are stored contiguously
  /// // in the order they have appeared in the batch.
  /// // Rows: number of tokens for which llama_batch.logits[i] != 0
  /// // Cols: n_vocab
  /// // TODO: deprecate in favor of llama_get_logits_ith() (ref: https://github.com/ggml-org/llama.cpp/pull/14853#issuecomment-3113143522)
  /// float * llama_get_logits(struct llama_context * ctx);
  /// ```
  public static MemorySegment llama_get_logits(MemorySegment ctx) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_get_logits", FunctionDescriptor.of(ADDRESS, ADDRESS));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(ctx);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Logits for the ith token. For positive indices, Equivalent to:
  /// // llama_get_logits(ctx) + ctx->output_ids[i]*n_vocab
  /// // Negative indices can be used to access logits in reverse order, -1 is the last logit.
  /// // returns NULL for invalid ids.
  /// float * llama_get_logits_ith(struct llama_context * ctx, int32_t i);
  /// ```
  public static MemorySegment llama_get_logits_ith(MemorySegment ctx, int i) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_get_logits_ith", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(ctx, i);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Get all output token embeddings.
  /// // when pooling_type == LLAMA_POOLING_TYPE_NONE or when using a generative model,
  /// // the embeddings for which llama_batch.logits[i] != 0 are stored contiguously
  /// // in the order they have appeared in the batch.
  /// // shape: [n_outputs*n_embd]
  /// // Otherwise, returns NULL.
  /// // TODO: deprecate in favor of llama_get_embeddings_ith() (ref: https://github.com/ggml-org/llama.cpp/pull/14853#issuecomment-3113143522)
  /// float * llama_get_embeddings(struct llama_context * ctx);
  /// ```
  public static MemorySegment llama_get_embeddings(MemorySegment ctx) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_get_embeddings", FunctionDescriptor.of(ADDRESS, ADDRESS));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(ctx);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Get the embeddings for the ith token. For positive indices, Equivalent to:
  /// // llama_get_embeddings(ctx) + ctx->output_ids[i]*n_embd
  /// // Negative indices can be used to access embeddings in reverse order, -1 is the last embedding.
  /// // shape: [n_embd] (1-dimensional)
  /// // returns NULL for invalid ids.
  /// float * llama_get_embeddings_ith(struct llama_context * ctx, int32_t i);
  /// ```
  public static MemorySegment llama_get_embeddings_ith(MemorySegment ctx, int i) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_get_embeddings_ith", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(ctx, i);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Get the embeddings for a sequence id
  /// // Returns NULL if pooling_type is LLAMA_POOLING_TYPE_NONE
  /// // when pooling_type == LLAMA_POOLING_TYPE_RANK, returns float[n_cls_out] with the rank(s) of the sequence
  /// // otherwise: float[n_embd] (1-dimensional)
  /// float * llama_get_embeddings_seq(struct llama_context * ctx, llama_seq_id seq_id);
  /// ```
  public static MemorySegment llama_get_embeddings_seq(MemorySegment ctx, int seq_id) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_get_embeddings_seq", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(ctx, seq_id);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Get the backend sampled token for the ith token.
  /// // With multiple outputs, sampler state advances when the token is accepted,
  /// // not when it is read through this function.
  /// // When accepting multiple outputs, accept a contiguous prefix in output order.
  /// // Returns LLAMA_TOKEN_NULL if no token was sampled.
  /// llama_token llama_get_sampled_token_ith(struct llama_context * ctx, int32_t i);
  /// ```
  public static int llama_get_sampled_token_ith(MemorySegment ctx, int i) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_get_sampled_token_ith", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    }
    try {
      return (int) Handle.IT.invokeExact(ctx, i);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Get the backend sampled probabilities for the ith token
  /// // The index matches llama_get_sampled_token_ith().
  /// // Returns NULL if no probabilities were generated.
  /// float * llama_get_sampled_probs_ith(struct llama_context * ctx, int32_t i);
  /// ```
  public static MemorySegment llama_get_sampled_probs_ith(MemorySegment ctx, int i) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_get_sampled_probs_ith", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(ctx, i);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// uint32_t llama_get_sampled_probs_count_ith(struct llama_context * ctx, int32_t i);
  /// ```
  public static int llama_get_sampled_probs_count_ith(MemorySegment ctx, int i) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_get_sampled_probs_count_ith",
              FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    }
    try {
      return (int) Handle.IT.invokeExact(ctx, i);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Get the backend sampled logits for the ith token
  /// // Returns NULL if no logits were sampled.
  /// float * llama_get_sampled_logits_ith(struct llama_context * ctx, int32_t i);
  /// ```
  public static MemorySegment llama_get_sampled_logits_ith(MemorySegment ctx, int i) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_get_sampled_logits_ith", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(ctx, i);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// uint32_t llama_get_sampled_logits_count_ith(struct llama_context * ctx, int32_t i);
  /// ```
  public static int llama_get_sampled_logits_count_ith(MemorySegment ctx, int i) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_get_sampled_logits_count_ith",
              FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    }
    try {
      return (int) Handle.IT.invokeExact(ctx, i);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Get the backend sampled candidates (token ids) for the ith token
  /// // These are needed to map probability/logit indices to vocab token ids.
  /// // Returns NULL if no candidates were sampled.
  /// llama_token * llama_get_sampled_candidates_ith(struct llama_context * ctx, int32_t i);
  /// ```
  public static MemorySegment llama_get_sampled_candidates_ith(MemorySegment ctx, int i) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_get_sampled_candidates_ith",
              FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(ctx, i);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// uint32_t llama_get_sampled_candidates_count_ith(struct llama_context * ctx, int32_t i);
  /// ```
  public static int llama_get_sampled_candidates_count_ith(MemorySegment ctx, int i) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_get_sampled_candidates_count_ith",
              FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    }
    try {
      return (int) Handle.IT.invokeExact(ctx, i);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }
}
