package jan4j.llama;

import static java.lang.foreign.ValueLayout.ADDRESS;

import jan4j.llama.raw.Ggml;
import jan4j.llama.raw.GgmlBackend;
import jan4j.llama.raw.GgmlDevice;
import jan4j.llama.raw.Layouts;
import jan4j.llama.raw.LlamaContext;
import jan4j.llama.raw.Native;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// The threads that evaluate a context on the CPU, kept from step to step: without them a library
/// built without OpenMP starts new threads for every token, which costs a small model a fifth of
/// its speed. One pool for decoding, and another for batches where their thread counts differ
/// (`common_threadpools`, llama.cpp common/common.cpp).
///
/// Owned by its context, used by that context's thread.
final class ThreadPools implements AutoCloseable {
  /// `GGML_BACKEND_DEVICE_TYPE_CPU`.
  private static final int CPU = 0;

  private MemorySegment decode = MemorySegment.NULL;
  private MemorySegment batch = MemorySegment.NULL;

  private ThreadPools() {}

  /// Makes the pools and hands them to a context. A pool that cannot be made is left out: the
  /// library then starts threads as it needs them.
  static ThreadPools attach(MemorySegment context, int nThreads, int nThreadsBatch) {
    ThreadPools pools = new ThreadPools();
    if (nThreads != nThreadsBatch) {
      pools.batch = create(nThreadsBatch, false);
    }
    // as in llama-server, the pool that is not used first starts paused
    pools.decode = create(nThreads, pools.batch.address() != 0);
    LlamaContext.llama_attach_threadpool(context, pools.decode, pools.batch);
    return pools;
  }

  private static MemorySegment create(int nThreads, boolean paused) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment params = arena.allocate(Layouts.THREADPOOL_PARAMS.layout());
      Ggml.ggml_threadpool_params_init(params, nThreads);
      Layouts.THREADPOOL_PARAMS.set(params, "paused", paused);
      return (MemorySegment) New.IT.invokeExact(params);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// Ends the threads. The context must have been freed, or have other pools.
  @Override
  public void close() {
    free(decode);
    free(batch);
  }

  private static void free(MemorySegment pool) {
    if (pool.address() == 0) {
      return;
    }
    try {
      Free.IT.invokeExact(pool);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// These functions live in the library of the CPU variant that was chosen, so they are reached
  /// through its registry (`ggml_backend_cpu_get_proc_address`, ggml-cpu.cpp).
  private static Optional<MemorySegment> find(String name) {
    MemorySegment device = GgmlDevice.ggml_backend_dev_by_type(CPU);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address =
          GgmlBackend.ggml_backend_reg_get_proc_address(
              GgmlDevice.ggml_backend_dev_backend_reg(device), arena.allocateFrom(name));
      return address.address() == 0 ? Optional.empty() : Optional.of(address);
    }
  }

  /// `struct ggml_threadpool * ggml_threadpool_new(struct ggml_threadpool_params * params)`
  private static final class New {
    static final MethodHandle IT =
        Native.link(
            ThreadPools::find, "ggml_threadpool_new", FunctionDescriptor.of(ADDRESS, ADDRESS));
  }

  /// `void ggml_threadpool_free(struct ggml_threadpool * threadpool)`
  private static final class Free {
    static final MethodHandle IT =
        Native.link(ThreadPools::find, "ggml_threadpool_free", FunctionDescriptor.ofVoid(ADDRESS));
  }
}
