package jan4j.llama.raw;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.invoke.MethodHandle;

/// Contexts and their settings: functions of `llama.h`, named and typed as there. Each is bound at
/// its first call.
public final class LlamaContext {
  private LlamaContext() {}

  /// ```c
  /// struct llama_context_params llama_context_default_params(void);
  /// ```
  public static MemorySegment llama_context_default_params(SegmentAllocator allocator) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_context_default_params",
              FunctionDescriptor.of(Layouts.CONTEXT_PARAMS.layout()));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(allocator);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Optional: an auto threadpool gets created in ggml if not passed explicitly
  /// void llama_attach_threadpool(struct llama_context * ctx, ggml_threadpool_t threadpool, ggml_threadpool_t threadpool_batch);
  /// ```
  public static void llama_attach_threadpool(
      MemorySegment ctx, MemorySegment threadpool, MemorySegment threadpool_batch) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_attach_threadpool", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS));
    }
    try {
      Handle.IT.invokeExact(ctx, threadpool, threadpool_batch);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// void llama_detach_threadpool(struct llama_context * ctx);
  /// ```
  public static void llama_detach_threadpool(MemorySegment ctx) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_detach_threadpool", FunctionDescriptor.ofVoid(ADDRESS));
    }
    try {
      Handle.IT.invokeExact(ctx);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// struct llama_context * llama_init_from_model(struct llama_model * model, struct llama_context_params params);
  /// ```
  public static MemorySegment llama_init_from_model(MemorySegment model, MemorySegment params) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_init_from_model",
              FunctionDescriptor.of(ADDRESS, ADDRESS, Layouts.CONTEXT_PARAMS.layout()));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(model, params);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Frees all allocated memory
  /// void llama_free(struct llama_context * ctx);
  /// ```
  public static void llama_free(MemorySegment ctx) {
    final class Handle {
      static final MethodHandle IT = Native.link("llama_free", FunctionDescriptor.ofVoid(ADDRESS));
    }
    try {
      Handle.IT.invokeExact(ctx);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// const struct llama_model * llama_get_model(const struct llama_context * ctx);
  /// ```
  public static MemorySegment llama_get_model(MemorySegment ctx) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_get_model", FunctionDescriptor.of(ADDRESS, ADDRESS));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(ctx);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// llama_memory_t llama_get_memory(const struct llama_context * ctx);
  /// ```
  public static MemorySegment llama_get_memory(MemorySegment ctx) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_get_memory", FunctionDescriptor.of(ADDRESS, ADDRESS));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(ctx);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// enum llama_pooling_type llama_pooling_type(const struct llama_context * ctx);
  /// ```
  public static int llama_pooling_type(MemorySegment ctx) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_pooling_type", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    }
    try {
      return (int) Handle.IT.invokeExact(ctx);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Set the number of threads used for decoding
  /// // n_threads is the number of threads used for generation (single token)
  /// // n_threads_batch is the number of threads used for prompt and batch processing (multiple tokens)
  /// void llama_set_n_threads(struct llama_context * ctx, int32_t n_threads, int32_t n_threads_batch);
  /// ```
  public static void llama_set_n_threads(MemorySegment ctx, int n_threads, int n_threads_batch) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_set_n_threads", FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT, JAVA_INT));
    }
    try {
      Handle.IT.invokeExact(ctx, n_threads, n_threads_batch);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Set whether the context outputs embeddings or not
  /// // TODO: rename to avoid confusion with llama_get_embeddings()
  /// void llama_set_embeddings(struct llama_context * ctx, bool embeddings);
  /// ```
  public static void llama_set_embeddings(MemorySegment ctx, boolean embeddings) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_set_embeddings", FunctionDescriptor.ofVoid(ADDRESS, JAVA_BOOLEAN));
    }
    try {
      Handle.IT.invokeExact(ctx, embeddings);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Set whether to use causal attention or not
  /// // If set to true, the model will only attend to the past tokens
  /// void llama_set_causal_attn(struct llama_context * ctx, bool causal_attn);
  /// ```
  public static void llama_set_causal_attn(MemorySegment ctx, boolean causal_attn) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_set_causal_attn", FunctionDescriptor.ofVoid(ADDRESS, JAVA_BOOLEAN));
    }
    try {
      Handle.IT.invokeExact(ctx, causal_attn);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Set abort callback
  /// void llama_set_abort_callback(struct llama_context * ctx, ggml_abort_callback abort_callback, void * abort_callback_data);
  /// ```
  public static void llama_set_abort_callback(
      MemorySegment ctx, MemorySegment abort_callback, MemorySegment abort_callback_data) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_set_abort_callback", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS));
    }
    try {
      Handle.IT.invokeExact(ctx, abort_callback, abort_callback_data);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }
}
