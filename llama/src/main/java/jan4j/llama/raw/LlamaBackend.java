package jan4j.llama.raw;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.invoke.MethodHandle;

/// The library as a whole: functions of `llama.h`, named and typed as there. Each is bound at its
/// first call.
public final class LlamaBackend {
  private LlamaBackend() {}

  /// ```c
  /// const char * llama_version(void);
  /// ```
  public static MemorySegment llama_version() {
    final class Handle {
      static final MethodHandle IT = Native.link("llama_version", FunctionDescriptor.of(ADDRESS));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact();
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// struct llama_sampler_chain_params llama_sampler_chain_default_params(void);
  /// ```
  public static MemorySegment llama_sampler_chain_default_params(SegmentAllocator allocator) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_sampler_chain_default_params",
              FunctionDescriptor.of(Layouts.SAMPLER_CHAIN_PARAMS.layout()));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(allocator);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Initialize the llama + ggml backend
  /// // If numa is true, use NUMA optimizations
  /// // Call once at the start of the program
  /// void llama_backend_init(void);
  /// ```
  public static void llama_backend_init() {
    final class Handle {
      static final MethodHandle IT = Native.link("llama_backend_init", FunctionDescriptor.ofVoid());
    }
    try {
      Handle.IT.invokeExact();
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Call once at the end of the program - currently only used for MPI
  /// void llama_backend_free(void);
  /// ```
  public static void llama_backend_free() {
    final class Handle {
      static final MethodHandle IT = Native.link("llama_backend_free", FunctionDescriptor.ofVoid());
    }
    try {
      Handle.IT.invokeExact();
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// //optional:
  /// void llama_numa_init(enum ggml_numa_strategy numa);
  /// ```
  public static void llama_numa_init(int numa) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_numa_init", FunctionDescriptor.ofVoid(JAVA_INT));
    }
    try {
      Handle.IT.invokeExact(numa);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// int64_t llama_time_us(void);
  /// ```
  public static long llama_time_us() {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_time_us", FunctionDescriptor.of(JAVA_LONG), Linker.Option.critical(false));
    }
    try {
      return (long) Handle.IT.invokeExact();
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// size_t llama_max_devices(void);
  /// ```
  public static long llama_max_devices() {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_max_devices", FunctionDescriptor.of(JAVA_LONG));
    }
    try {
      return (long) Handle.IT.invokeExact();
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// size_t llama_max_parallel_sequences(void);
  /// ```
  public static long llama_max_parallel_sequences() {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_max_parallel_sequences", FunctionDescriptor.of(JAVA_LONG));
    }
    try {
      return (long) Handle.IT.invokeExact();
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// size_t llama_max_tensor_buft_overrides(void);
  /// ```
  public static long llama_max_tensor_buft_overrides() {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_max_tensor_buft_overrides", FunctionDescriptor.of(JAVA_LONG));
    }
    try {
      return (long) Handle.IT.invokeExact();
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// bool llama_supports_mmap(void);
  /// ```
  public static boolean llama_supports_mmap() {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_supports_mmap", FunctionDescriptor.of(JAVA_BOOLEAN));
    }
    try {
      return (boolean) Handle.IT.invokeExact();
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// bool llama_supports_mlock(void);
  /// ```
  public static boolean llama_supports_mlock() {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_supports_mlock", FunctionDescriptor.of(JAVA_BOOLEAN));
    }
    try {
      return (boolean) Handle.IT.invokeExact();
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// bool llama_supports_gpu_offload(void);
  /// ```
  public static boolean llama_supports_gpu_offload() {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_supports_gpu_offload", FunctionDescriptor.of(JAVA_BOOLEAN));
    }
    try {
      return (boolean) Handle.IT.invokeExact();
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// bool llama_supports_rpc(void);
  /// ```
  public static boolean llama_supports_rpc() {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_supports_rpc", FunctionDescriptor.of(JAVA_BOOLEAN));
    }
    try {
      return (boolean) Handle.IT.invokeExact();
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Print system information
  /// const char * llama_print_system_info(void);
  /// ```
  public static MemorySegment llama_print_system_info() {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_print_system_info", FunctionDescriptor.of(ADDRESS));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact();
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Set callback for all future logging events.
  /// // If this is not called, or NULL is supplied, everything is output on stderr.
  /// // The logger state is global so these functions are NOT thread safe.
  /// void llama_log_get(ggml_log_callback * log_callback, void ** user_data);
  /// ```
  public static void llama_log_get(MemorySegment log_callback, MemorySegment user_data) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_log_get", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS));
    }
    try {
      Handle.IT.invokeExact(log_callback, user_data);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// void llama_log_set(ggml_log_callback log_callback, void * user_data);
  /// ```
  public static void llama_log_set(MemorySegment log_callback, MemorySegment user_data) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_log_set", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS));
    }
    try {
      Handle.IT.invokeExact(log_callback, user_data);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }
}
