package jan4j.llama.raw;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Devices and their memory: functions of `ggml-backend.h`, named and typed as there. Each is bound
/// at its first call.
public final class GgmlDevice {
  private GgmlDevice() {}

  /// ```c
  /// const char * ggml_backend_dev_name(ggml_backend_dev_t device);
  /// ```
  public static MemorySegment ggml_backend_dev_name(MemorySegment device) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("ggml_backend_dev_name", FunctionDescriptor.of(ADDRESS, ADDRESS));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(device);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// const char * ggml_backend_dev_description(ggml_backend_dev_t device);
  /// ```
  public static MemorySegment ggml_backend_dev_description(MemorySegment device) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("ggml_backend_dev_description", FunctionDescriptor.of(ADDRESS, ADDRESS));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(device);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// void ggml_backend_dev_memory(ggml_backend_dev_t device, size_t * free, size_t * total);
  /// ```
  public static void ggml_backend_dev_memory(
      MemorySegment device, MemorySegment free, MemorySegment total) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "ggml_backend_dev_memory", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS));
    }
    try {
      Handle.IT.invokeExact(device, free, total);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// enum ggml_backend_dev_type ggml_backend_dev_type(ggml_backend_dev_t device);
  /// ```
  public static int ggml_backend_dev_type(MemorySegment device) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("ggml_backend_dev_type", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    }
    try {
      return (int) Handle.IT.invokeExact(device);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// void ggml_backend_dev_get_props(ggml_backend_dev_t device, struct ggml_backend_dev_props * props);
  /// ```
  public static void ggml_backend_dev_get_props(MemorySegment device, MemorySegment props) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("ggml_backend_dev_get_props", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS));
    }
    try {
      Handle.IT.invokeExact(device, props);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// ggml_backend_reg_t ggml_backend_dev_backend_reg(ggml_backend_dev_t device);
  /// ```
  public static MemorySegment ggml_backend_dev_backend_reg(MemorySegment device) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("ggml_backend_dev_backend_reg", FunctionDescriptor.of(ADDRESS, ADDRESS));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(device);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// ggml_backend_buffer_type_t ggml_backend_dev_buffer_type(ggml_backend_dev_t device);
  /// ```
  public static MemorySegment ggml_backend_dev_buffer_type(MemorySegment device) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("ggml_backend_dev_buffer_type", FunctionDescriptor.of(ADDRESS, ADDRESS));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(device);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// ggml_backend_buffer_type_t ggml_backend_dev_host_buffer_type(ggml_backend_dev_t device);
  /// ```
  public static MemorySegment ggml_backend_dev_host_buffer_type(MemorySegment device) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("ggml_backend_dev_host_buffer_type", FunctionDescriptor.of(ADDRESS, ADDRESS));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(device);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// size_t ggml_backend_reg_dev_count(ggml_backend_reg_t reg);
  /// ```
  public static long ggml_backend_reg_dev_count(MemorySegment reg) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("ggml_backend_reg_dev_count", FunctionDescriptor.of(JAVA_LONG, ADDRESS));
    }
    try {
      return (long) Handle.IT.invokeExact(reg);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// ggml_backend_dev_t ggml_backend_reg_dev_get(ggml_backend_reg_t reg, size_t index);
  /// ```
  public static MemorySegment ggml_backend_reg_dev_get(MemorySegment reg, long index) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "ggml_backend_reg_dev_get", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(reg, index);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Device enumeration
  /// size_t ggml_backend_dev_count(void);
  /// ```
  public static long ggml_backend_dev_count() {
    final class Handle {
      static final MethodHandle IT =
          Native.link("ggml_backend_dev_count", FunctionDescriptor.of(JAVA_LONG));
    }
    try {
      return (long) Handle.IT.invokeExact();
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// ggml_backend_dev_t ggml_backend_dev_get(size_t index);
  /// ```
  public static MemorySegment ggml_backend_dev_get(long index) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("ggml_backend_dev_get", FunctionDescriptor.of(ADDRESS, JAVA_LONG));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(index);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// ggml_backend_dev_t ggml_backend_dev_by_name(const char * name);
  /// ```
  public static MemorySegment ggml_backend_dev_by_name(MemorySegment name) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("ggml_backend_dev_by_name", FunctionDescriptor.of(ADDRESS, ADDRESS));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(name);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// ggml_backend_dev_t ggml_backend_dev_by_type(enum ggml_backend_dev_type type);
  /// ```
  public static MemorySegment ggml_backend_dev_by_type(int type) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("ggml_backend_dev_by_type", FunctionDescriptor.of(ADDRESS, JAVA_INT));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(type);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }
}
