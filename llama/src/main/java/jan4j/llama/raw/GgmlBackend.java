package jan4j.llama.raw;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Backends and buffer types: functions of `ggml-backend.h`, named and typed as there. Each is
/// bound at its first call.
public final class GgmlBackend {
  private GgmlBackend() {}

  /// ```c
  /// const char * ggml_backend_buft_name(ggml_backend_buffer_type_t buft);
  /// ```
  public static MemorySegment ggml_backend_buft_name(MemorySegment buft) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("ggml_backend_buft_name", FunctionDescriptor.of(ADDRESS, ADDRESS));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(buft);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// size_t ggml_backend_buft_get_alignment(ggml_backend_buffer_type_t buft);
  /// ```
  public static long ggml_backend_buft_get_alignment(MemorySegment buft) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("ggml_backend_buft_get_alignment", FunctionDescriptor.of(JAVA_LONG, ADDRESS));
    }
    try {
      return (long) Handle.IT.invokeExact(buft);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// size_t ggml_backend_buft_get_max_size(ggml_backend_buffer_type_t buft);
  /// ```
  public static long ggml_backend_buft_get_max_size(MemorySegment buft) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("ggml_backend_buft_get_max_size", FunctionDescriptor.of(JAVA_LONG, ADDRESS));
    }
    try {
      return (long) Handle.IT.invokeExact(buft);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// bool ggml_backend_buft_is_host(ggml_backend_buffer_type_t buft);
  /// ```
  public static boolean ggml_backend_buft_is_host(MemorySegment buft) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("ggml_backend_buft_is_host", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS));
    }
    try {
      return (boolean) Handle.IT.invokeExact(buft);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// ggml_backend_dev_t ggml_backend_buft_get_device(ggml_backend_buffer_type_t buft);
  /// ```
  public static MemorySegment ggml_backend_buft_get_device(MemorySegment buft) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("ggml_backend_buft_get_device", FunctionDescriptor.of(ADDRESS, ADDRESS));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(buft);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// const char * ggml_backend_reg_name(ggml_backend_reg_t reg);
  /// ```
  public static MemorySegment ggml_backend_reg_name(MemorySegment reg) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("ggml_backend_reg_name", FunctionDescriptor.of(ADDRESS, ADDRESS));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(reg);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// void * ggml_backend_reg_get_proc_address(ggml_backend_reg_t reg, const char * name);
  /// ```
  public static MemorySegment ggml_backend_reg_get_proc_address(
      MemorySegment reg, MemorySegment name) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "ggml_backend_reg_get_proc_address",
              FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(reg, name);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Backend (reg) enumeration
  /// size_t ggml_backend_reg_count(void);
  /// ```
  public static long ggml_backend_reg_count() {
    final class Handle {
      static final MethodHandle IT =
          Native.link("ggml_backend_reg_count", FunctionDescriptor.of(JAVA_LONG));
    }
    try {
      return (long) Handle.IT.invokeExact();
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// ggml_backend_reg_t ggml_backend_reg_get(size_t index);
  /// ```
  public static MemorySegment ggml_backend_reg_get(long index) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("ggml_backend_reg_get", FunctionDescriptor.of(ADDRESS, JAVA_LONG));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(index);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// ggml_backend_reg_t ggml_backend_reg_by_name(const char * name);
  /// ```
  public static MemorySegment ggml_backend_reg_by_name(MemorySegment name) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("ggml_backend_reg_by_name", FunctionDescriptor.of(ADDRESS, ADDRESS));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(name);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Load a backend from a dynamic library and register it
  /// ggml_backend_reg_t ggml_backend_load(const char * path);
  /// ```
  public static MemorySegment ggml_backend_load(MemorySegment path) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("ggml_backend_load", FunctionDescriptor.of(ADDRESS, ADDRESS));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(path);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Unload a backend if loaded dynamically and unregister it
  /// void ggml_backend_unload(ggml_backend_reg_t reg);
  /// ```
  public static void ggml_backend_unload(MemorySegment reg) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("ggml_backend_unload", FunctionDescriptor.ofVoid(ADDRESS));
    }
    try {
      Handle.IT.invokeExact(reg);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Load all known backends from dynamic libraries
  /// void ggml_backend_load_all(void);
  /// ```
  public static void ggml_backend_load_all() {
    final class Handle {
      static final MethodHandle IT =
          Native.link("ggml_backend_load_all", FunctionDescriptor.ofVoid());
    }
    try {
      Handle.IT.invokeExact();
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// void ggml_backend_load_all_from_path(const char * dir_path);
  /// ```
  public static void ggml_backend_load_all_from_path(MemorySegment dir_path) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("ggml_backend_load_all_from_path", FunctionDescriptor.ofVoid(ADDRESS));
    }
    try {
      Handle.IT.invokeExact(dir_path);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// ggml_backend_buffer_type_t ggml_backend_cpu_buffer_type(void);
  /// ```
  public static MemorySegment ggml_backend_cpu_buffer_type() {
    final class Handle {
      static final MethodHandle IT =
          Native.link("ggml_backend_cpu_buffer_type", FunctionDescriptor.of(ADDRESS));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact();
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }
}
