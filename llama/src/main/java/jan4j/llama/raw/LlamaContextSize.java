package jan4j.llama.raw;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Sizes that a context ended up with: functions of `llama.h`, named and typed as there. Each is
/// bound at its first call.
public final class LlamaContextSize {
  private LlamaContextSize() {}

  /// ```c
  /// // NOTE: After creating a llama_context, it is recommended to query the actual values using these functions
  /// //       In some cases the requested values via llama_context_params may differ from the actual values used by the context
  /// //       ref: https://github.com/ggml-org/llama.cpp/pull/17046#discussion_r2503085732
  /// uint32_t llama_n_ctx(const struct llama_context * ctx);
  /// ```
  public static int llama_n_ctx(MemorySegment ctx) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_n_ctx", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    }
    try {
      return (int) Handle.IT.invokeExact(ctx);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// uint32_t llama_n_ctx_seq(const struct llama_context * ctx);
  /// ```
  public static int llama_n_ctx_seq(MemorySegment ctx) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_n_ctx_seq", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    }
    try {
      return (int) Handle.IT.invokeExact(ctx);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// uint32_t llama_n_batch(const struct llama_context * ctx);
  /// ```
  public static int llama_n_batch(MemorySegment ctx) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_n_batch", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    }
    try {
      return (int) Handle.IT.invokeExact(ctx);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// uint32_t llama_n_ubatch(const struct llama_context * ctx);
  /// ```
  public static int llama_n_ubatch(MemorySegment ctx) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_n_ubatch", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    }
    try {
      return (int) Handle.IT.invokeExact(ctx);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// uint32_t llama_n_seq_max(const struct llama_context * ctx);
  /// ```
  public static int llama_n_seq_max(MemorySegment ctx) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_n_seq_max", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    }
    try {
      return (int) Handle.IT.invokeExact(ctx);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// uint32_t llama_n_rs_seq(const struct llama_context * ctx);
  /// ```
  public static int llama_n_rs_seq(MemorySegment ctx) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_n_rs_seq", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    }
    try {
      return (int) Handle.IT.invokeExact(ctx);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Get the number of threads used for generation of a single token.
  /// int32_t llama_n_threads(struct llama_context * ctx);
  /// ```
  public static int llama_n_threads(MemorySegment ctx) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_n_threads", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    }
    try {
      return (int) Handle.IT.invokeExact(ctx);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Get the number of threads used for prompt and batch processing (multiple token).
  /// int32_t llama_n_threads_batch(struct llama_context * ctx);
  /// ```
  public static int llama_n_threads_batch(MemorySegment ctx) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_n_threads_batch", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    }
    try {
      return (int) Handle.IT.invokeExact(ctx);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }
}
