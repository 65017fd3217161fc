package jan4j.core;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// How a model is loaded. A value of [#AUTO] is chosen by the engine, and only such a value may be
/// changed by it (DESIGN.md, law 7).
///
/// @param nCtx tokens of context, shared by all sequences
/// @param nBatch most tokens of one decode call
/// @param nUbatch most tokens computed at once
/// @param nSeqMax most requests at the same time
/// @param nThreads threads of a decode step
/// @param nThreadsBatch threads of a prefill
/// @param nGpuLayers layers on a device
/// @param cacheTypeK type of the K cache
/// @param cacheTypeV type of the V cache; a quantised one needs flash attention
/// @param flashAttention whether flash attention is used
/// @param memoryMap whether the file is mapped rather than read
/// @param swaFull whether sliding-window layers keep the whole context (rollback and reuse then
///   work at every place)
/// @param devices names of the devices to use, empty for the engine's choice, `none` for the CPU
///   alone
public record LoadOptions(
    int nCtx,
    int nBatch,
    int nUbatch,
    int nSeqMax,
    int nThreads,
    int nThreadsBatch,
    int nGpuLayers,
    CacheType cacheTypeK,
    CacheType cacheTypeV,
    Switch flashAttention,
    Switch memoryMap,
    Switch swaFull,
    List<String> devices) {
  /// The engine chooses.
  public static final int AUTO = -1;

  /// Everything is the engine's choice.
  public static final LoadOptions DEFAULT =
      new LoadOptions(
          AUTO,
          AUTO,
          AUTO,
          AUTO,
          AUTO,
          AUTO,
          AUTO,
          CacheType.F16,
          CacheType.F16,
          Switch.AUTO,
          Switch.AUTO,
          Switch.AUTO,
          List.of());

  /// Largest context that is passed to the library, in tokens: cell bookkeeping alone would take
  /// gigabytes beyond it (llama-binding.md, section 5).
  public static final int MAX_CONTEXT = 16 * 1024 * 1024;

  public LoadOptions {
    check("ctx_size", nCtx, 1, MAX_CONTEXT);
    check("batch_size", nBatch, 1, 65_536);
    check("ubatch_size", nUbatch, 1, 65_536);
    check("parallel", nSeqMax, 1, 256);
    check("threads", nThreads, 1, 1024);
    check("threads_batch", nThreadsBatch, 1, 1024);
    check("n_gpu_layers", nGpuLayers, 0, 100_000);
    Objects.requireNonNull(cacheTypeK, "cacheTypeK");
    Objects.requireNonNull(cacheTypeV, "cacheTypeV");
    Objects.requireNonNull(flashAttention, "flashAttention");
    Objects.requireNonNull(memoryMap, "memoryMap");
    Objects.requireNonNull(swaFull, "swaFull");
    devices = List.copyOf(devices);
  }

  /// The same on other devices.
  public LoadOptions withDevices(List<String> names) {
    return new LoadOptions(
        nCtx,
        nBatch,
        nUbatch,
        nSeqMax,
        nThreads,
        nThreadsBatch,
        nGpuLayers,
        cacheTypeK,
        cacheTypeV,
        flashAttention,
        memoryMap,
        swaFull,
        names);
  }

  private static void check(String name, int value, int min, int max) {
    if (value != AUTO && (value < min || value > max)) {
      throw JanException.invalid(
          name, name + " is " + value + "; give " + min + " to " + max + ", or -1 for automatic");
    }
  }

  /// A choice that can be left to the engine.
  public enum Switch {
    AUTO,
    ON,
    OFF
  }

  /// Element types of a KV cache that the library accepts; [#ggmlType()] is the value of `enum
  /// ggml_type` (ggml.h).
  public enum CacheType {
    F32(0),
    F16(1),
    Q4_0(2),
    Q4_1(3),
    Q5_0(6),
    Q5_1(7),
    Q8_0(8),
    IQ4_NL(20),
    BF16(30);

    private final int ggmlType;

    CacheType(int ggmlType) {
      this.ggmlType = ggmlType;
    }

    /// The value of `enum ggml_type`.
    public int ggmlType() {
      return ggmlType;
    }

    /// The type of that name, as `model.yml` and llama-server write it (`q8_0`).
    ///
    /// @throws JanException [ErrorCode#INVALID_REQUEST] for another word
    public static CacheType ofWord(String word) {
      for (CacheType type : values()) {
        if (type.name().toLowerCase(Locale.ROOT).equals(word.toLowerCase(Locale.ROOT))) {
          return type;
        }
      }
      throw JanException.invalid(
          "cache_type",
          "unknown KV cache type \""
              + word
              + "\"; use f32, f16, bf16, q8_0, q5_0, q5_1, q4_0, q4_1 or iq4_nl");
    }
  }
}
