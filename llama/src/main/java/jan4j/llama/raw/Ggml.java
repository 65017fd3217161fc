package jan4j.llama.raw;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The few general functions that are needed: functions of `ggml.h`, named and typed as there. Each
/// is bound at its first call.
public final class Ggml {
  private Ggml() {}

  /// ```c
  /// // Set the abort callback (passing null will restore original abort functionality: printing a message to stdout)
  /// // Returns the old callback for chaining
  /// ggml_abort_callback_t ggml_set_abort_callback(ggml_abort_callback_t callback);
  /// ```
  public static MemorySegment ggml_set_abort_callback(MemorySegment callback) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("ggml_set_abort_callback", FunctionDescriptor.of(ADDRESS, ADDRESS));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(callback);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// const char * ggml_version(void);
  /// ```
  public static MemorySegment ggml_version() {
    final class Handle {
      static final MethodHandle IT = Native.link("ggml_version", FunctionDescriptor.of(ADDRESS));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact();
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// const char * ggml_type_name(enum ggml_type type);
  /// ```
  public static MemorySegment ggml_type_name(int type) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("ggml_type_name", FunctionDescriptor.of(ADDRESS, JAVA_INT));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(type);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// void ggml_threadpool_params_init(struct ggml_threadpool_params * p, int n_threads);
  /// ```
  public static void ggml_threadpool_params_init(MemorySegment p, int n_threads) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("ggml_threadpool_params_init", FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT));
    }
    try {
      Handle.IT.invokeExact(p, n_threads);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }
}
