package jan4j.llama.raw;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Names of enum values: functions of `llama.h`, named and typed as there. Each is bound at its
/// first call.
public final class LlamaNames {
  private LlamaNames() {}

  /// ```c
  /// // Get the model file type (quantization) as a string, e.g. "Q8_0" or "Q4_K - Medium"
  /// const char * llama_ftype_name(enum llama_ftype ftype);
  /// ```
  public static MemorySegment llama_ftype_name(int ftype) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_ftype_name", FunctionDescriptor.of(ADDRESS, JAVA_INT));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(ftype);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// const char * llama_flash_attn_type_name(enum llama_flash_attn_type flash_attn_type);
  /// ```
  public static MemorySegment llama_flash_attn_type_name(int flash_attn_type) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_flash_attn_type_name", FunctionDescriptor.of(ADDRESS, JAVA_INT));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(flash_attn_type);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// const char * llama_load_mode_name(enum llama_load_mode load_mode);
  /// ```
  public static MemorySegment llama_load_mode_name(int load_mode) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_load_mode_name", FunctionDescriptor.of(ADDRESS, JAVA_INT));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(load_mode);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// enum llama_load_mode llama_load_mode_from_str(const char * str);
  /// ```
  public static int llama_load_mode_from_str(MemorySegment str) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_load_mode_from_str", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    }
    try {
      return (int) Handle.IT.invokeExact(str);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }
}
