package jan4j.llama.raw;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// What a loaded model says about itself: functions of `llama.h`, named and typed as there. Each is
/// bound at its first call.
public final class LlamaModelText {
  private LlamaModelText() {}

  /// ```c
  /// // Returns label of classifier output by index (<n_cls_out). Returns nullptr if no label provided
  /// const char * llama_model_cls_label(const struct llama_model * model, uint32_t i);
  /// ```
  public static MemorySegment llama_model_cls_label(MemorySegment model, int i) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_model_cls_label", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(model, i);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Get metadata value as a string by key name
  /// int32_t llama_model_meta_val_str(const struct llama_model * model, const char * key, char * buf, size_t buf_size);
  /// ```
  public static int llama_model_meta_val_str(
      MemorySegment model, MemorySegment key, MemorySegment buf, long buf_size) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_model_meta_val_str",
              FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG));
    }
    try {
      return (int) Handle.IT.invokeExact(model, key, buf, buf_size);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Get the number of metadata key/value pairs
  /// int32_t llama_model_meta_count(const struct llama_model * model);
  /// ```
  public static int llama_model_meta_count(MemorySegment model) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_model_meta_count", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    }
    try {
      return (int) Handle.IT.invokeExact(model);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Get sampling metadata key name. Returns nullptr if the key is invalid
  /// const char * llama_model_meta_key_str(enum llama_model_meta_key key);
  /// ```
  public static MemorySegment llama_model_meta_key_str(int key) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_model_meta_key_str", FunctionDescriptor.of(ADDRESS, JAVA_INT));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(key);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Get metadata key name by index
  /// int32_t llama_model_meta_key_by_index(const struct llama_model * model, int32_t i, char * buf, size_t buf_size);
  /// ```
  public static int llama_model_meta_key_by_index(
      MemorySegment model, int i, MemorySegment buf, long buf_size) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_model_meta_key_by_index",
              FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_LONG));
    }
    try {
      return (int) Handle.IT.invokeExact(model, i, buf, buf_size);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Get metadata value as a string by index
  /// int32_t llama_model_meta_val_str_by_index(const struct llama_model * model, int32_t i, char * buf, size_t buf_size);
  /// ```
  public static int llama_model_meta_val_str_by_index(
      MemorySegment model, int i, MemorySegment buf, long buf_size) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_model_meta_val_str_by_index",
              FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_LONG));
    }
    try {
      return (int) Handle.IT.invokeExact(model, i, buf, buf_size);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Get a string describing the model type
  /// int32_t llama_model_desc(const struct llama_model * model, char * buf, size_t buf_size);
  /// ```
  public static int llama_model_desc(MemorySegment model, MemorySegment buf, long buf_size) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_model_desc", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG));
    }
    try {
      return (int) Handle.IT.invokeExact(model, buf, buf_size);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Get the model file type (quantization), e.g. LLAMA_FTYPE_MOSTLY_Q8_0
  /// enum llama_ftype llama_model_ftype(const struct llama_model * model);
  /// ```
  public static int llama_model_ftype(MemorySegment model) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_model_ftype", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    }
    try {
      return (int) Handle.IT.invokeExact(model);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Get the default chat template. Returns nullptr if not available
  /// // If name is NULL, returns the default chat template
  /// const char * llama_model_chat_template(const struct llama_model * model, const char * name);
  /// ```
  public static MemorySegment llama_model_chat_template(MemorySegment model, MemorySegment name) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_model_chat_template", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(model, name);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }
}
