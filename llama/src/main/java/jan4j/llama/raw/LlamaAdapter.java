package jan4j.llama.raw;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// LoRA adapters and control vectors: functions of `llama.h`, named and typed as there. Each is
/// bound at its first call.
public final class LlamaAdapter {
  private LlamaAdapter() {}

  /// ```c
  /// // Load a LoRA adapter from file
  /// // The adapter is valid as long as the associated model is not freed
  /// struct llama_adapter_lora * llama_adapter_lora_init(struct llama_model * model, const char * path_lora);
  /// ```
  public static MemorySegment llama_adapter_lora_init(
      MemorySegment model, MemorySegment path_lora) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_adapter_lora_init", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(model, path_lora);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Load a LoRA adapter from an open FILE pointer, reading from its current position
  /// struct llama_adapter_lora * llama_adapter_lora_init_from_file_ptr(struct llama_model * model, FILE * file);
  /// ```
  public static MemorySegment llama_adapter_lora_init_from_file_ptr(
      MemorySegment model, MemorySegment file) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_adapter_lora_init_from_file_ptr",
              FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(model, file);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Get metadata value as a string by key name
  /// int32_t llama_adapter_meta_val_str(const struct llama_adapter_lora * adapter, const char * key, char * buf, size_t buf_size);
  /// ```
  public static int llama_adapter_meta_val_str(
      MemorySegment adapter, MemorySegment key, MemorySegment buf, long buf_size) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_adapter_meta_val_str",
              FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG));
    }
    try {
      return (int) Handle.IT.invokeExact(adapter, key, buf, buf_size);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Get the number of metadata key/value pairs
  /// int32_t llama_adapter_meta_count(const struct llama_adapter_lora * adapter);
  /// ```
  public static int llama_adapter_meta_count(MemorySegment adapter) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_adapter_meta_count", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    }
    try {
      return (int) Handle.IT.invokeExact(adapter);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Get metadata key name by index
  /// int32_t llama_adapter_meta_key_by_index(const struct llama_adapter_lora * adapter, int32_t i, char * buf, size_t buf_size);
  /// ```
  public static int llama_adapter_meta_key_by_index(
      MemorySegment adapter, int i, MemorySegment buf, long buf_size) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_adapter_meta_key_by_index",
              FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_LONG));
    }
    try {
      return (int) Handle.IT.invokeExact(adapter, i, buf, buf_size);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Get metadata value as a string by index
  /// int32_t llama_adapter_meta_val_str_by_index(const struct llama_adapter_lora * adapter, int32_t i, char * buf, size_t buf_size);
  /// ```
  public static int llama_adapter_meta_val_str_by_index(
      MemorySegment adapter, int i, MemorySegment buf, long buf_size) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_adapter_meta_val_str_by_index",
              FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_LONG));
    }
    try {
      return (int) Handle.IT.invokeExact(adapter, i, buf, buf_size);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Manually free a LoRA adapter
  /// // NOTE: loaded adapters that are not manually freed will be freed when the associated model is deleted
  /// void llama_adapter_lora_free(struct llama_adapter_lora * adapter);
  /// ```
  public static void llama_adapter_lora_free(MemorySegment adapter) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_adapter_lora_free", FunctionDescriptor.ofVoid(ADDRESS));
    }
    try {
      Handle.IT.invokeExact(adapter);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Get the invocation tokens if the current lora is an alora
  /// uint64_t llama_adapter_get_alora_n_invocation_tokens(const struct llama_adapter_lora * adapter);
  /// ```
  public static long llama_adapter_get_alora_n_invocation_tokens(MemorySegment adapter) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_adapter_get_alora_n_invocation_tokens",
              FunctionDescriptor.of(JAVA_LONG, ADDRESS));
    }
    try {
      return (long) Handle.IT.invokeExact(adapter);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// const llama_token * llama_adapter_get_alora_invocation_tokens(const struct llama_adapter_lora * adapter);
  /// ```
  public static MemorySegment llama_adapter_get_alora_invocation_tokens(MemorySegment adapter) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_adapter_get_alora_invocation_tokens", FunctionDescriptor.of(ADDRESS, ADDRESS));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(adapter);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Set LoRa adapters on the context. Will only modify if the adapters currently in context are different.
  /// int32_t llama_set_adapters_lora(struct llama_context * ctx, struct llama_adapter_lora ** adapters, size_t n_adapters, float * scales);
  /// ```
  public static int llama_set_adapters_lora(
      MemorySegment ctx, MemorySegment adapters, long n_adapters, MemorySegment scales) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_set_adapters_lora",
              FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS));
    }
    try {
      return (int) Handle.IT.invokeExact(ctx, adapters, n_adapters, scales);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Apply a loaded control vector to a llama_context, or if data is NULL, clear
  /// // the currently loaded vector.
  /// // n_embd should be the size of a single layer's control, and data should point
  /// // to an n_embd x n_layers buffer starting from layer 1.
  /// // il_start and il_end are the layer range the vector should apply to (both inclusive)
  /// // See llama_control_vector_load in common to load a control vector.
  /// int32_t llama_set_adapter_cvec(struct llama_context * ctx, const float * data, size_t len, int32_t n_embd, int32_t il_start, int32_t il_end);
  /// ```
  public static int llama_set_adapter_cvec(
      MemorySegment ctx, MemorySegment data, long len, int n_embd, int il_start, int il_end) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_set_adapter_cvec",
              FunctionDescriptor.of(
                  JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT));
    }
    try {
      return (int) Handle.IT.invokeExact(ctx, data, len, n_embd, il_start, il_end);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }
}
