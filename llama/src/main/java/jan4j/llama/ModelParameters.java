package jan4j.llama;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import jan4j.llama.raw.GgmlDevice;
import jan4j.llama.raw.Layouts;
import jan4j.llama.raw.LlamaBackend;
import jan4j.llama.raw.LlamaModelFile;
import jan4j.llama.raw.Struct;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/// How a model is loaded: every field of `llama_model_params`, starting from the library's
/// defaults. A mutable builder for one thread; [Model#load] reads it once.
@SuppressWarnings("EnumOrdinal") // the enums keep the order of C
public final class ModelParameters {
  /// How to split a model across several devices.
  public enum SplitMode {
    /// One device takes all.
    NONE,
    /// Layers and their cache go to different devices.
    LAYER,
    /// Rows of the matrices too.
    ROW,
    /// Tensor parallelism.
    TENSOR
  }

  /// How weights get into memory; the values of `enum llama_load_mode`, which begin at -1.
  public enum LoadMode {
    /// As the devices allow.
    AUTO,
    /// Read into allocated memory.
    NONE,
    /// Map the file.
    MMAP,
    /// Read and keep in RAM.
    MLOCK,
    /// Map and keep in RAM.
    MMAP_MLOCK,
    /// Read past the page cache.
    DIRECT_IO
  }

  /// Whether marked tensors are read row by row on demand.
  public enum LazyMode {
    /// Never.
    OFF,
    /// Only tensors above 4 GiB.
    AUTO,
    /// All marked ones.
    ON
  }

  /// Sends the tensors whose names match a regular expression to the memory of a device.
  ///
  /// @param pattern regular expression (C++ ECMAScript) over tensor names
  /// @param device whose memory takes them; a [Device.Type#CPU] device means system memory
  public record TensorPlacement(String pattern, Device device) {}

  private Optional<List<Device>> devices = Optional.empty();
  private List<TensorPlacement> tensorPlacements = List.of();
  private int nGpuLayers = -1;
  private SplitMode splitMode = SplitMode.LAYER;
  private LoadMode loadMode = LoadMode.AUTO;
  private LazyMode lazyMode = LazyMode.AUTO;
  private int mainGpu;
  private float[] tensorSplit = {};
  private List<KeyOverride> keyOverrides = List.of();
  private boolean vocabularyOnly;
  private boolean checkTensors;
  private boolean useExtraBuffers = true;
  private boolean noHostBuffer;
  private boolean noAllocation;
  private boolean loadMtp;

  /// The devices to offload to, in order. An empty list keeps the model on the CPU, also where a
  /// GPU backend is loaded (0 layers alone would still leave compute buffers on the GPU). Without a
  /// call: all devices.
  public ModelParameters devices(List<Device> devices) {
    this.devices = Optional.of(List.copyOf(devices));
    return this;
  }

  /// Where single tensors go, before the split by layers (for instance experts to the CPU).
  public ModelParameters tensorPlacements(List<TensorPlacement> placements) {
    tensorPlacements = List.copyOf(placements);
    return this;
  }

  /// Layers to offload, counted from the output; negative: all.
  public ModelParameters nGpuLayers(int layers) {
    nGpuLayers = layers;
    return this;
  }

  /// How to split across devices.
  public ModelParameters splitMode(SplitMode mode) {
    splitMode = mode;
    return this;
  }

  /// How weights get into memory.
  public ModelParameters loadMode(LoadMode mode) {
    loadMode = mode;
    return this;
  }

  /// Reading on demand.
  public ModelParameters lazyMode(LazyMode mode) {
    lazyMode = mode;
    return this;
  }

  /// The device that takes all when [SplitMode#NONE] is set.
  public ModelParameters mainGpu(int index) {
    mainGpu = index;
    return this;
  }

  /// Share of the model for each device, in the order of the devices; empty: by free memory.
  public ModelParameters tensorSplit(float... shares) {
    tensorSplit = shares.clone();
    return this;
  }

  /// Metadata to replace.
  public ModelParameters keyOverrides(List<KeyOverride> overrides) {
    keyOverrides = List.copyOf(overrides);
    return this;
  }

  /// Load the vocabulary and no weights.
  public ModelParameters vocabularyOnly(boolean only) {
    vocabularyOnly = only;
    return this;
  }

  /// Look for invalid numbers in the weights (slow).
  public ModelParameters checkTensors(boolean check) {
    checkTensors = check;
    return this;
  }

  /// Repack weights for this processor: faster prefill, for quantized weights up to twice the
  /// memory.
  public ModelParameters useExtraBuffers(boolean use) {
    useExtraBuffers = use;
    return this;
  }

  /// Bypass the host buffer so that extra buffers can be used.
  public ModelParameters noHostBuffer(boolean bypass) {
    noHostBuffer = bypass;
    return this;
  }

  /// Read metadata only and pretend to allocate, to learn sizes.
  public ModelParameters noAllocation(boolean pretend) {
    noAllocation = pretend;
    return this;
  }

  /// Load the layers for multi-token prediction.
  public ModelParameters loadMtp(boolean load) {
    loadMtp = load;
    return this;
  }

  /// Writes the C struct; what it points to lives as long as the arena.
  MemorySegment write(Arena arena) {
    Struct struct = Layouts.MODEL_PARAMS;
    MemorySegment params = LlamaModelFile.llama_model_default_params(arena);
    devices.ifPresent(list -> struct.set(params, "devices", Devices.array(list, arena)));
    if (!tensorPlacements.isEmpty()) {
      struct.set(params, "tensor_buft_overrides", placements(arena));
    }
    if (tensorSplit.length > 0) {
      struct.set(params, "tensor_split", shares(arena));
    }
    struct.set(params, "n_gpu_layers", nGpuLayers);
    struct.set(params, "split_mode", splitMode.ordinal());
    struct.set(params, "load_mode", loadMode.ordinal() - 1);
    struct.set(params, "lazy_mode", lazyMode.ordinal());
    struct.set(params, "main_gpu", mainGpu);
    struct.set(params, "kv_overrides", KeyOverrides.write(keyOverrides, arena));
    struct.set(params, "vocab_only", vocabularyOnly);
    struct.set(params, "check_tensors", checkTensors);
    struct.set(params, "use_extra_bufts", useExtraBuffers);
    struct.set(params, "no_host", noHostBuffer);
    struct.set(params, "no_alloc", noAllocation);
    struct.set(params, "load_mtp", loadMtp);
    return params;
  }

  private MemorySegment placements(Arena arena) {
    Struct struct = Layouts.MODEL_TENSOR_BUFT_OVERRIDE;
    long size = struct.layout().byteSize();
    MemorySegment array = arena.allocate(struct.layout(), tensorPlacements.size() + 1L);
    for (int i = 0; i < tensorPlacements.size(); i++) {
      TensorPlacement placement = tensorPlacements.get(i);
      MemorySegment slot = array.asSlice(i * size, size);
      MemorySegment device = GgmlDevice.ggml_backend_dev_get(placement.device().index());
      struct.set(slot, "pattern", arena.allocateFrom(placement.pattern()));
      struct.set(slot, "buft", GgmlDevice.ggml_backend_dev_buffer_type(device));
    }
    return array;
  }

  private MemorySegment shares(Arena arena) {
    long most = LlamaBackend.llama_max_devices();
    if (tensorSplit.length > most) {
      throw LlamaException.misuse(
          "tensor split has %d shares, at most %d devices are supported"
              .formatted(tensorSplit.length, most));
    }
    MemorySegment shares = arena.allocate(JAVA_FLOAT, most);
    MemorySegment.copy(tensorSplit, 0, shares, JAVA_FLOAT, 0, tensorSplit.length);
    return shares;
  }

  /// Values for messages.
  @Override
  public String toString() {
    return "devices %s, %d layers offloaded, %s, %s"
        .formatted(
            devices.map(list -> list.stream().map(Device::name).toList().toString()).orElse("all"),
            nGpuLayers,
            splitMode,
            loadMode);
  }
}
