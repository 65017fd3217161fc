package jan4j.llama.raw;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.invoke.MethodHandle;

/// Performance counters: functions of `llama.h`, named and typed as there. Each is bound at its
/// first call.
public final class LlamaPerf {
  private LlamaPerf() {}

  /// ```c
  /// struct llama_perf_context_data llama_perf_context(const struct llama_context * ctx);
  /// ```
  public static MemorySegment llama_perf_context(SegmentAllocator allocator, MemorySegment ctx) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_perf_context",
              FunctionDescriptor.of(Layouts.PERF_CONTEXT_DATA.layout(), ADDRESS));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(allocator, ctx);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// void llama_perf_context_print(const struct llama_context * ctx);
  /// ```
  public static void llama_perf_context_print(MemorySegment ctx) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_perf_context_print", FunctionDescriptor.ofVoid(ADDRESS));
    }
    try {
      Handle.IT.invokeExact(ctx);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// void llama_perf_context_reset(struct llama_context * ctx);
  /// ```
  public static void llama_perf_context_reset(MemorySegment ctx) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_perf_context_reset", FunctionDescriptor.ofVoid(ADDRESS));
    }
    try {
      Handle.IT.invokeExact(ctx);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // NOTE: the following work only with samplers constructed via llama_sampler_chain_init
  /// struct llama_perf_sampler_data llama_perf_sampler(const struct llama_sampler * chain);
  /// ```
  public static MemorySegment llama_perf_sampler(SegmentAllocator allocator, MemorySegment chain) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_perf_sampler",
              FunctionDescriptor.of(Layouts.PERF_SAMPLER_DATA.layout(), ADDRESS));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(allocator, chain);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// void llama_perf_sampler_print(const struct llama_sampler * chain);
  /// ```
  public static void llama_perf_sampler_print(MemorySegment chain) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_perf_sampler_print", FunctionDescriptor.ofVoid(ADDRESS));
    }
    try {
      Handle.IT.invokeExact(chain);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// void llama_perf_sampler_reset(struct llama_sampler * chain);
  /// ```
  public static void llama_perf_sampler_reset(MemorySegment chain) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_perf_sampler_reset", FunctionDescriptor.ofVoid(ADDRESS));
    }
    try {
      Handle.IT.invokeExact(chain);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }
}
