package jan4j.llama.raw;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.invoke.MethodHandle;

/// Batches and their evaluation: functions of `llama.h`, named and typed as there. Each is bound at
/// its first call.
public final class LlamaDecode {
  private LlamaDecode() {}

  /// ```c
  /// // Return batch for single sequence of tokens
  /// // The sequence ID will be fixed to 0
  /// // The position of the tokens will be tracked automatically by llama_decode
  /// //
  /// // NOTE: this is a helper function to facilitate transition to the new batch API - avoid using it
  /// //
  /// struct llama_batch llama_batch_get_one(llama_token * tokens, int32_t n_tokens);
  /// ```
  public static MemorySegment llama_batch_get_one(
      SegmentAllocator allocator, MemorySegment tokens, int n_tokens) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_batch_get_one",
              FunctionDescriptor.of(Layouts.BATCH.layout(), ADDRESS, JAVA_INT));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(allocator, tokens, n_tokens);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Allocates a batch of tokens on the heap that can hold a maximum of n_tokens
  /// // Each token can be assigned up to n_seq_max sequence ids
  /// // The batch has to be freed with llama_batch_free()
  /// // If embd != 0, llama_batch.embd will be allocated with size of n_tokens * embd * sizeof(float)
  /// // Otherwise, llama_batch.token will be allocated to store n_tokens llama_token
  /// // The rest of the llama_batch members are allocated with size n_tokens
  /// // All members are left uninitialized
  /// struct llama_batch llama_batch_init(int32_t n_tokens, int32_t embd, int32_t n_seq_max);
  /// ```
  public static MemorySegment llama_batch_init(
      SegmentAllocator allocator, int n_tokens, int embd, int n_seq_max) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_batch_init",
              FunctionDescriptor.of(Layouts.BATCH.layout(), JAVA_INT, JAVA_INT, JAVA_INT));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(allocator, n_tokens, embd, n_seq_max);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Frees a batch of tokens allocated with llama_batch_init()
  /// void llama_batch_free(struct llama_batch batch);
  /// ```
  public static void llama_batch_free(MemorySegment batch) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_batch_free", FunctionDescriptor.ofVoid(Layouts.BATCH.layout()));
    }
    try {
      Handle.IT.invokeExact(batch);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Process a batch of tokens.
  /// // In contrast to llama_decode() - this call does not use KV cache.
  /// // For encode-decoder contexts, processes the batch using the encoder.
  /// // Can store the encoder output internally for later use by the decoder's cross-attention layers.
  /// //   0 - success
  /// // < 0 - error. the memory state is restored to the state before this call
  /// int32_t llama_encode(struct llama_context * ctx, struct llama_batch batch);
  /// ```
  public static int llama_encode(MemorySegment ctx, MemorySegment batch) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_encode", FunctionDescriptor.of(JAVA_INT, ADDRESS, Layouts.BATCH.layout()));
    }
    try {
      return (int) Handle.IT.invokeExact(ctx, batch);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Process a batch of tokens.
  /// // Requires the context to have a memory.
  /// // For encode-decoder contexts, processes the batch using the decoder.
  /// // Positive return values does not mean a fatal error, but rather a warning.
  /// // Upon fatal-error or abort, the ubatches that managed to be been processed will remain in the memory state of the context
  /// //   To handle this correctly, query the memory state using llama_memory_seq_pos_min() and llama_memory_seq_pos_max()
  /// // Upon other return values, the memory state is restored to the state before this call
  /// //    0 - success
  /// //    1 - could not find a KV slot for the batch (try reducing the size of the batch or increase the context)
  /// //    2 - aborted     (processed ubatches will remain in the context's memory)
  /// //   -1 - invalid input batch
  /// // < -1 - fatal error (processed ubatches will remain in the context's memory)
  /// int32_t llama_decode(struct llama_context * ctx, struct llama_batch batch);
  /// ```
  public static int llama_decode(MemorySegment ctx, MemorySegment batch) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_decode", FunctionDescriptor.of(JAVA_INT, ADDRESS, Layouts.BATCH.layout()));
    }
    try {
      return (int) Handle.IT.invokeExact(ctx, batch);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Wait until all computations are finished
  /// // This is automatically done when using one of the functions below to obtain the computation results
  /// // and is not necessary to call it explicitly in most cases
  /// void llama_synchronize(struct llama_context * ctx);
  /// ```
  public static void llama_synchronize(MemorySegment ctx) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_synchronize", FunctionDescriptor.ofVoid(ADDRESS));
    }
    try {
      Handle.IT.invokeExact(ctx);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }
}
