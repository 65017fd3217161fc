package jan4j.llama.raw;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Saving and restoring of contexts and sequences: functions of `llama.h`, named and typed as
/// there. Each is bound at its first call.
public final class LlamaState {
  private LlamaState() {}

  /// ```c
  /// // Returns the *actual* size in bytes of the state
  /// // (logits, embedding and memory)
  /// // Only use when saving the state, not when restoring it, otherwise the size may be too small.
  /// size_t llama_state_get_size(struct llama_context * ctx);
  /// ```
  public static long llama_state_get_size(MemorySegment ctx) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_state_get_size", FunctionDescriptor.of(JAVA_LONG, ADDRESS));
    }
    try {
      return (long) Handle.IT.invokeExact(ctx);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Copies the state to the specified destination address.
  /// // Destination needs to have allocated enough memory.
  /// // Returns the number of bytes copied
  /// size_t llama_state_get_data(struct llama_context * ctx, uint8_t * dst, size_t size);
  /// ```
  public static long llama_state_get_data(MemorySegment ctx, MemorySegment dst, long size) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_state_get_data",
              FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG));
    }
    try {
      return (long) Handle.IT.invokeExact(ctx, dst, size);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Set the state reading from the specified address
  /// // Returns the number of bytes read
  /// size_t llama_state_set_data(struct llama_context * ctx, const uint8_t * src, size_t size);
  /// ```
  public static long llama_state_set_data(MemorySegment ctx, MemorySegment src, long size) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_state_set_data",
              FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG));
    }
    try {
      return (long) Handle.IT.invokeExact(ctx, src, size);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Save/load session file
  /// bool llama_state_load_file(struct llama_context * ctx, const char * path_session, llama_token * tokens_out, size_t n_token_capacity, size_t * n_token_count_out);
  /// ```
  public static boolean llama_state_load_file(
      MemorySegment ctx,
      MemorySegment path_session,
      MemorySegment tokens_out,
      long n_token_capacity,
      MemorySegment n_token_count_out) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_state_load_file",
              FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS));
    }
    try {
      return (boolean)
          Handle.IT.invokeExact(ctx, path_session, tokens_out, n_token_capacity, n_token_count_out);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// bool llama_state_save_file(struct llama_context * ctx, const char * path_session, const llama_token * tokens, size_t n_token_count);
  /// ```
  public static boolean llama_state_save_file(
      MemorySegment ctx, MemorySegment path_session, MemorySegment tokens, long n_token_count) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_state_save_file",
              FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG));
    }
    try {
      return (boolean) Handle.IT.invokeExact(ctx, path_session, tokens, n_token_count);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Get the exact size needed to copy the state of a single sequence
  /// size_t llama_state_seq_get_size(struct llama_context * ctx, llama_seq_id seq_id);
  /// ```
  public static long llama_state_seq_get_size(MemorySegment ctx, int seq_id) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_state_seq_get_size", FunctionDescriptor.of(JAVA_LONG, ADDRESS, JAVA_INT));
    }
    try {
      return (long) Handle.IT.invokeExact(ctx, seq_id);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Copy the state of a single sequence into the specified buffer
  /// size_t llama_state_seq_get_data(struct llama_context * ctx, uint8_t * dst, size_t size, llama_seq_id seq_id);
  /// ```
  public static long llama_state_seq_get_data(
      MemorySegment ctx, MemorySegment dst, long size, int seq_id) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_state_seq_get_data",
              FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT));
    }
    try {
      return (long) Handle.IT.invokeExact(ctx, dst, size, seq_id);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Copy the sequence data (originally copied with `llama_state_seq_get_data`) into the specified sequence
  /// // Returns:
  /// //  - Positive: Ok
  /// //  - Zero: Failed to load
  /// size_t llama_state_seq_set_data(struct llama_context * ctx, const uint8_t * src, size_t size, llama_seq_id dest_seq_id);
  /// ```
  public static long llama_state_seq_set_data(
      MemorySegment ctx, MemorySegment src, long size, int dest_seq_id) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_state_seq_set_data",
              FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT));
    }
    try {
      return (long) Handle.IT.invokeExact(ctx, src, size, dest_seq_id);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// size_t llama_state_seq_save_file(struct llama_context * ctx, const char * filepath, llama_seq_id seq_id, const llama_token * tokens, size_t n_token_count);
  /// ```
  public static long llama_state_seq_save_file(
      MemorySegment ctx,
      MemorySegment filepath,
      int seq_id,
      MemorySegment tokens,
      long n_token_count) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_state_seq_save_file",
              FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, JAVA_LONG));
    }
    try {
      return (long) Handle.IT.invokeExact(ctx, filepath, seq_id, tokens, n_token_count);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // If tokens_out is NULL, only the token count is reported through n_token_count_out and no state is loaded
  /// size_t llama_state_seq_load_file(struct llama_context * ctx, const char * filepath, llama_seq_id dest_seq_id, llama_token * tokens_out, size_t n_token_capacity, size_t * n_token_count_out);
  /// ```
  public static long llama_state_seq_load_file(
      MemorySegment ctx,
      MemorySegment filepath,
      int dest_seq_id,
      MemorySegment tokens_out,
      long n_token_capacity,
      MemorySegment n_token_count_out) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_state_seq_load_file",
              FunctionDescriptor.of(
                  JAVA_LONG, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS));
    }
    try {
      return (long)
          Handle.IT.invokeExact(
              ctx, filepath, dest_seq_id, tokens_out, n_token_capacity, n_token_count_out);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// size_t llama_state_seq_get_size_ext(struct llama_context * ctx, llama_seq_id seq_id, llama_state_seq_flags flags);
  /// ```
  public static long llama_state_seq_get_size_ext(MemorySegment ctx, int seq_id, int flags) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_state_seq_get_size_ext",
              FunctionDescriptor.of(JAVA_LONG, ADDRESS, JAVA_INT, JAVA_INT));
    }
    try {
      return (long) Handle.IT.invokeExact(ctx, seq_id, flags);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// size_t llama_state_seq_get_data_ext(struct llama_context * ctx, uint8_t * dst, size_t size, llama_seq_id seq_id, llama_state_seq_flags flags);
  /// ```
  public static long llama_state_seq_get_data_ext(
      MemorySegment ctx, MemorySegment dst, long size, int seq_id, int flags) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_state_seq_get_data_ext",
              FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT));
    }
    try {
      return (long) Handle.IT.invokeExact(ctx, dst, size, seq_id, flags);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// size_t llama_state_seq_set_data_ext(struct llama_context * ctx, const uint8_t * src, size_t size, llama_seq_id dest_seq_id, llama_state_seq_flags flags);
  /// ```
  public static long llama_state_seq_set_data_ext(
      MemorySegment ctx, MemorySegment src, long size, int dest_seq_id, int flags) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_state_seq_set_data_ext",
              FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT));
    }
    try {
      return (long) Handle.IT.invokeExact(ctx, src, size, dest_seq_id, flags);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }
}
