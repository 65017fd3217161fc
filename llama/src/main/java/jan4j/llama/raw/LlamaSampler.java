package jan4j.llama.raw;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Operations on native samplers and chains: functions of `llama.h`, named and typed as there. Each
/// is bound at its first call.
public final class LlamaSampler {
  private LlamaSampler() {}

  /// ```c
  /// // [EXPERIMENTAL]
  /// // attach a sampler to the context
  /// // note: prefer initializing the context with llama_context_params.samplers when possible
  /// bool llama_set_sampler(struct llama_context * ctx, llama_seq_id seq_id, struct llama_sampler * smpl);
  /// ```
  public static boolean llama_set_sampler(MemorySegment ctx, int seq_id, MemorySegment smpl) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_set_sampler", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS, JAVA_INT, ADDRESS));
    }
    try {
      return (boolean) Handle.IT.invokeExact(ctx, seq_id, smpl);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // mirror of llama_sampler_i:
  /// struct llama_sampler * llama_sampler_init(struct llama_sampler_i * iface, llama_sampler_context_t ctx);
  /// ```
  public static MemorySegment llama_sampler_init(MemorySegment iface, MemorySegment ctx) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_sampler_init", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(iface, ctx);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// const char * llama_sampler_name(const struct llama_sampler * smpl);
  /// ```
  public static MemorySegment llama_sampler_name(MemorySegment smpl) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_sampler_name", FunctionDescriptor.of(ADDRESS, ADDRESS));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(smpl);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// void llama_sampler_accept(struct llama_sampler * smpl, llama_token token);
  /// ```
  public static void llama_sampler_accept(MemorySegment smpl, int token) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_sampler_accept", FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT));
    }
    try {
      Handle.IT.invokeExact(smpl, token);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// void llama_sampler_apply(struct llama_sampler * smpl, llama_token_data_array * cur_p);
  /// ```
  public static void llama_sampler_apply(MemorySegment smpl, MemorySegment cur_p) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_sampler_apply", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS));
    }
    try {
      Handle.IT.invokeExact(smpl, cur_p);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// void llama_sampler_reset(struct llama_sampler * smpl);
  /// ```
  public static void llama_sampler_reset(MemorySegment smpl) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_sampler_reset", FunctionDescriptor.ofVoid(ADDRESS));
    }
    try {
      Handle.IT.invokeExact(smpl);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// struct llama_sampler * llama_sampler_clone(const struct llama_sampler * smpl);
  /// ```
  public static MemorySegment llama_sampler_clone(MemorySegment smpl) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_sampler_clone", FunctionDescriptor.of(ADDRESS, ADDRESS));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(smpl);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// void llama_sampler_copy(const struct llama_sampler * src, struct llama_sampler * dst);
  /// ```
  public static void llama_sampler_copy(MemorySegment src, MemorySegment dst) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_sampler_copy", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS));
    }
    try {
      Handle.IT.invokeExact(src, dst);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // important: do not free if the sampler has been added to a llama_sampler_chain (via llama_sampler_chain_add)
  /// void llama_sampler_free(struct llama_sampler * smpl);
  /// ```
  public static void llama_sampler_free(MemorySegment smpl) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_sampler_free", FunctionDescriptor.ofVoid(ADDRESS));
    }
    try {
      Handle.IT.invokeExact(smpl);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// struct llama_sampler * llama_sampler_chain_init(struct llama_sampler_chain_params params);
  /// ```
  public static MemorySegment llama_sampler_chain_init(MemorySegment params) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_sampler_chain_init",
              FunctionDescriptor.of(ADDRESS, Layouts.SAMPLER_CHAIN_PARAMS.layout()));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(params);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // important: takes ownership of the sampler object and will free it when llama_sampler_free is called
  /// void llama_sampler_chain_add(struct llama_sampler * chain, struct llama_sampler * smpl);
  /// ```
  public static void llama_sampler_chain_add(MemorySegment chain, MemorySegment smpl) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_sampler_chain_add", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS));
    }
    try {
      Handle.IT.invokeExact(chain, smpl);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // return NULL if:
  /// //   - the sampler is NULL
  /// //   - the sampler is not a llama_sampler_chain
  /// //   - the index is out of bounds, unless i == -1
  /// //   - if i == -1, returns the chain itself (can be used to check if the sampler is a chain)
  /// struct llama_sampler * llama_sampler_chain_get(struct llama_sampler * chain, int32_t i);
  /// ```
  public static MemorySegment llama_sampler_chain_get(MemorySegment chain, int i) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_sampler_chain_get", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(chain, i);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // the total number of samplers in the chain
  /// int32_t llama_sampler_chain_n(const struct llama_sampler * chain);
  /// ```
  public static int llama_sampler_chain_n(MemorySegment chain) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_sampler_chain_n",
              FunctionDescriptor.of(JAVA_INT, ADDRESS),
              Linker.Option.critical(false));
    }
    try {
      return (int) Handle.IT.invokeExact(chain);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // after removing a sampler, the chain will no longer own it, and it will not be freed when the chain is freed
  /// struct llama_sampler * llama_sampler_chain_remove(struct llama_sampler * chain, int32_t i);
  /// ```
  public static MemorySegment llama_sampler_chain_remove(MemorySegment chain, int i) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_sampler_chain_remove", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(chain, i);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Returns the seed used by the sampler if applicable, LLAMA_DEFAULT_SEED otherwise
  /// uint32_t llama_sampler_get_seed(const struct llama_sampler * smpl);
  /// ```
  public static int llama_sampler_get_seed(MemorySegment smpl) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_sampler_get_seed", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    }
    try {
      return (int) Handle.IT.invokeExact(smpl);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// /// @details Sample and accept a token from the idx-th output of the last evaluation
  /// // For multiple outputs from one sampler, call this function in output order without gaps.
  /// //
  /// // Shorthand for:
  /// //    const auto * logits = llama_get_logits_ith(ctx, idx);
  /// //    llama_token_data_array cur_p = { ... init from logits ... };
  /// //    llama_sampler_apply(smpl, &cur_p);
  /// //    auto token = cur_p.data[cur_p.selected].id;
  /// //    llama_sampler_accept(smpl, token);
  /// //    return token;
  /// // Returns the sampled token
  /// llama_token llama_sampler_sample(struct llama_sampler * smpl, struct llama_context * ctx, int32_t idx);
  /// ```
  public static int llama_sampler_sample(MemorySegment smpl, MemorySegment ctx, int idx) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_sampler_sample", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
    }
    try {
      return (int) Handle.IT.invokeExact(smpl, ctx, idx);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }
}
