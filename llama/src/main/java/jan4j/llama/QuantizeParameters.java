package jan4j.llama;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import jan4j.llama.raw.Layouts;
import jan4j.llama.raw.LlamaModelFile;
import jan4j.llama.raw.Struct;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// How a model file is quantized: the fields of `llama_model_quantize_params`, starting from the
/// library's defaults. A mutable builder for one thread.
public final class QuantizeParameters {
  private final Map<String, Object> values = new LinkedHashMap<>();
  private Map<String, float[]> importance = Map.of();
  private List<KeyOverride> keyOverrides = List.of();
  private Map<String, TensorType> tensorTypes = Map.of();
  private SortedSet<Integer> prunedLayers = new TreeSet<>();

  /// Threads; 0 or less: all cores.
  public QuantizeParameters nThreads(int threads) {
    return set("nthread", threads);
  }

  /// The target.
  public QuantizeParameters fileType(FileType type) {
    return set("ftype", type.value());
  }

  /// Type of the output tensor.
  public QuantizeParameters outputTensorType(TensorType type) {
    return set("output_tensor_type", type.value());
  }

  /// Type of the token embeddings.
  public QuantizeParameters tokenEmbeddingType(TensorType type) {
    return set("token_embedding_type", type.value());
  }

  /// Quantize what is quantized already.
  public QuantizeParameters allowRequantize(boolean allow) {
    return set("allow_requantize", allow);
  }

  /// Quantize the output tensor too.
  public QuantizeParameters quantizeOutputTensor(boolean quantize) {
    return set("quantize_output_tensor", quantize);
  }

  /// Copy tensors as they are.
  public QuantizeParameters onlyCopy(boolean copy) {
    return set("only_copy", copy);
  }

  /// All tensors to the one type.
  public QuantizeParameters pure(boolean pure) {
    return set("pure", pure);
  }

  /// As many parts as the source.
  public QuantizeParameters keepSplit(boolean keep) {
    return set("keep_split", keep);
  }

  /// Compute and log the size, write nothing.
  public QuantizeParameters dryRun(boolean dry) {
    return set("dry_run", dry);
  }

  /// Most bytes of tensor rows in memory at once; 0: 8 GiB.
  public QuantizeParameters maxBufferBytes(long bytes) {
    return set("max_buf_size", bytes);
  }

  /// The importance matrix, by name of tensor.
  public QuantizeParameters importance(Map<String, float[]> matrix) {
    importance = Map.copyOf(matrix);
    return this;
  }

  /// Metadata to replace.
  public QuantizeParameters keyOverrides(List<KeyOverride> overrides) {
    keyOverrides = List.copyOf(overrides);
    return this;
  }

  /// Types for tensors whose names match a regular expression; the first match counts.
  public QuantizeParameters tensorTypes(Map<String, TensorType> types) {
    tensorTypes = new LinkedHashMap<>(types);
    return this;
  }

  /// Layers to leave out.
  public QuantizeParameters prunedLayers(SortedSet<Integer> layers) {
    prunedLayers = new TreeSet<>(layers);
    return this;
  }

  private QuantizeParameters set(String field, Object value) {
    values.put(field, value);
    return this;
  }

  /// Writes the C struct; what it points to lives as long as the arena.
  MemorySegment write(Arena arena) {
    Struct struct = Layouts.MODEL_QUANTIZE_PARAMS;
    MemorySegment params = LlamaModelFile.llama_model_quantize_default_params(arena);
    values.forEach((field, value) -> struct.setAny(params, field, value));
    struct.set(params, "kv_overrides", KeyOverrides.write(keyOverrides, arena));
    if (!importance.isEmpty()) {
      struct.set(params, "imatrix", importanceArray(arena));
    }
    if (!tensorTypes.isEmpty()) {
      struct.set(params, "tt_overrides", tensorTypeArray(arena));
    }
    if (!prunedLayers.isEmpty()) {
      MemorySegment layers = arena.allocate(JAVA_INT, prunedLayers.size() + 1L);
      int slot = 0;
      for (int layer : prunedLayers) {
        layers.setAtIndex(JAVA_INT, slot++, layer);
      }
      layers.setAtIndex(JAVA_INT, slot, -1);
      struct.set(params, "prune_layers", layers);
    }
    return params;
  }

  private MemorySegment importanceArray(Arena arena) {
    Struct struct = Layouts.MODEL_IMATRIX_DATA;
    long size = struct.layout().byteSize();
    MemorySegment array = arena.allocate(struct.layout(), importance.size() + 1L);
    int slot = 0;
    for (var entry : importance.entrySet()) {
      MemorySegment data = array.asSlice(slot++ * size, size);
      struct.set(data, "name", arena.allocateFrom(entry.getKey()));
      struct.set(data, "data", arena.allocateFrom(JAVA_FLOAT, entry.getValue()));
      struct.set(data, "size", (long) entry.getValue().length);
    }
    return array;
  }

  private MemorySegment tensorTypeArray(Arena arena) {
    Struct struct = Layouts.MODEL_TENSOR_OVERRIDE;
    long size = struct.layout().byteSize();
    MemorySegment array = arena.allocate(struct.layout(), tensorTypes.size() + 1L);
    int slot = 0;
    for (var entry : tensorTypes.entrySet()) {
      MemorySegment override = array.asSlice(slot++ * size, size);
      struct.set(override, "pattern", arena.allocateFrom(entry.getKey()));
      struct.set(override, "type", entry.getValue().value());
    }
    return array;
  }

  /// The fields that were set, for messages.
  @Override
  public String toString() {
    return values.toString();
  }
}
