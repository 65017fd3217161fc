package jan4j.app;

import jan4j.core.LoadOptions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that choose how a model is loaded; what is not given is the model's own setting.
final class LoadingOptions {
  @Option(
      names = {"-c", "--ctx-size"},
      paramLabel = "N",
      description = "Tokens of context.")
  @Nullable Integer contextSize;

  @Option(names = "--batch-size", paramLabel = "N", description = "Most tokens of one decode call.")
  @Nullable Integer batchSize;

  @Option(names = "--ubatch-size", paramLabel = "N", description = "Most tokens computed at once.")
  @Nullable Integer ubatchSize;

  @Option(
      names = {"-t", "--threads"},
      paramLabel = "N",
      description = "Threads; default: the number of CPU cores.")
  @Nullable Integer threads;

  @Option(
      names = "--gpu-layers",
      paramLabel = "N",
      description = "Layers on the device; 0 keeps all on the CPU.")
  @Nullable Integer gpuLayers;

  @Option(
      names = "--device",
      paramLabel = "NAME",
      split = ",",
      description = "Devices to use, as doctor names them; none for the CPU alone.")
  List<String> devices = new ArrayList<>();

  @Option(
      names = "--cache-type-k",
      paramLabel = "TYPE",
      description = "Type of the K cache: f16, q8_0, q4_0, ...")
  @Nullable String cacheTypeK;

  @Option(
      names = "--cache-type-v",
      paramLabel = "TYPE",
      description = "Type of the V cache; a quantised one needs flash attention.")
  @Nullable String cacheTypeV;

  @Option(names = "--flash-attention", paramLabel = "auto|on|off", description = "Flash attention.")
  @Nullable String flashAttention;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description = "Most requests of a model at the same time.")
  @Nullable Integer parallel;

  /// Whether anything was given.
  boolean isEmpty() {
    return apply(LoadOptions.DEFAULT).equals(LoadOptions.DEFAULT);
  }

  /// `base` with what was given.
  ///
  /// @throws jan4j.core.JanException that names a value out of its range
  LoadOptions apply(LoadOptions base) {
    return new LoadOptions(
        or(contextSize, base.nCtx()),
        or(batchSize, base.nBatch()),
        or(ubatchSize, base.nUbatch()),
        or(parallel, base.nSeqMax()),
        or(threads, base.nThreads()),
        or(threads, base.nThreadsBatch()),
        or(gpuLayers, base.nGpuLayers()),
        cacheTypeK == null ? base.cacheTypeK() : LoadOptions.CacheType.ofWord(cacheTypeK),
        cacheTypeV == null ? base.cacheTypeV() : LoadOptions.CacheType.ofWord(cacheTypeV),
        flashAttention == null ? base.flashAttention() : ofWord(flashAttention),
        base.memoryMap(),
        base.swaFull(),
        devices.isEmpty() ? base.devices() : devices);
  }

  private static int or(@Nullable Integer given, int base) {
    return given == null ? base : given;
  }

  private static LoadOptions.Switch ofWord(String word) {
    for (LoadOptions.Switch value : LoadOptions.Switch.values()) {
      if (value.name().equalsIgnoreCase(word)) {
        return value;
      }
    }
    throw jan4j.core.JanException.invalid(
        "flash_attention", "--flash-attention is \"" + word + "\"; give auto, on or off");
  }
}
