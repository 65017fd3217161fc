package jan4j.llama;

import jan4j.llama.LlamaException.Reason;
import jan4j.llama.raw.Layouts;
import jan4j.llama.raw.LlamaModel;
import jan4j.llama.raw.LlamaModelFile;
import jan4j.llama.raw.LlamaModelText;
import jan4j.llama.raw.LlamaNames;
import jan4j.llama.raw.Native;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The weights and the vocabulary of a model file. Reading its properties is thread-safe; [#close]
/// first closes the contexts and adapters made from it, on the thread that owns them.
public final class Model implements AutoCloseable {
  private final LlamaLibrary library;
  private final Arena arena;
  private final Path file;
  private final MemorySegment handle;
  private final Vocabulary vocabulary;
  private final Children children = new Children();
  private volatile boolean closed;

  private Model(LlamaLibrary library, Path file, Arena arena, MemorySegment handle) {
    this.library = library;
    this.file = file;
    this.arena = arena;
    this.handle = handle;
    this.vocabulary = new Vocabulary(this, LlamaModel.llama_model_get_vocab(handle));
  }

  /// Loads a model file; of a split model, the first part. Blocks for as long as it takes.
  ///
  /// @throws LlamaException with [Reason#CANCELLED] if the listener asked for it, else
  ///   [Reason#MODEL] with what the library logged
  public static Model load(
      LlamaLibrary library, Path file, ModelParameters parameters, ProgressListener listener) {
    return load(library, file, List.of(), parameters, listener);
  }

  /// Loads a model from parts with names of their own, in order.
  public static Model load(
      LlamaLibrary library,
      List<Path> parts,
      ModelParameters parameters,
      ProgressListener listener) {
    if (parts.isEmpty()) {
      throw LlamaException.misuse("no part of a model file was given");
    }
    return load(library, parts.getFirst(), parts, parameters, listener);
  }

  @SuppressWarnings("MustBeClosedChecker") // closed with what it returns
  private static Model load(
      LlamaLibrary library,
      Path file,
      List<Path> parts,
      ModelParameters parameters,
      ProgressListener listener) {
    boolean[] cancelled = {false};
    Arena arena = Arena.ofShared();
    try {
      MemorySegment params = parameters.write(arena);
      if (!listener.equals(ProgressListener.NONE)) {
        ProgressListener noting =
            fraction -> {
              cancelled[0] = true; // also when the listener throws
              boolean goOn = listener.onProgress(fraction);
              cancelled[0] = !goOn;
              return goOn;
            };
        Layouts.MODEL_PARAMS.set(params, "progress_callback", Upcalls.progress(noting, arena));
      }
      library.clearErrors();
      MemorySegment handle =
          parts.isEmpty()
              ? LlamaModelFile.llama_model_load_from_file(
                  arena.allocateFrom(file.toString()), params)
              : LlamaModelFile.llama_model_load_from_splits(
                  CStrings.array(parts.stream().map(Path::toString).toList(), arena),
                  parts.size(),
                  params);
      if (handle.address() == 0) {
        throw cancelled[0]
            ? new LlamaException(Reason.CANCELLED, "loading of " + file + " was cancelled")
            : library.failure(Reason.MODEL, "cannot load " + file + " (" + parameters + ")");
      }
      return new Model(library, file, arena, handle);
    } catch (Throwable thrown) {
      arena.close();
      throw thrown;
    }
  }

  /// The vocabulary, valid as long as this model is open.
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /// The file it was loaded from.
  public Path file() {
    return file;
  }

  /// What the library calls it, such as `llama 1B Q4_0`.
  public String description() {
    MemorySegment model = handle();
    return CStrings.read((buffer, size) -> LlamaModelText.llama_model_desc(model, buffer, size))
        .orElse("");
  }

  /// Bytes of all tensors.
  public long sizeBytes() {
    return LlamaModel.llama_model_size(handle());
  }

  /// Number of parameters.
  public long nParameters() {
    return LlamaModel.llama_model_n_params(handle());
  }

  /// Tokens of context that it was trained with.
  public int nCtxTrain() {
    return LlamaModel.llama_model_n_ctx_train(handle());
  }

  /// Width of the embeddings.
  public int nEmbd() {
    return LlamaModel.llama_model_n_embd(handle());
  }

  /// Width of the embeddings that go in.
  public int nEmbdInput() {
    return LlamaModel.llama_model_n_embd_inp(handle());
  }

  /// Width of the embeddings that come out.
  public int nEmbdOutput() {
    return LlamaModel.llama_model_n_embd_out(handle());
  }

  /// Number of layers.
  public int nLayer() {
    return LlamaModel.llama_model_n_layer(handle());
  }

  /// Layers for multi-token prediction.
  public int nLayerNextN() {
    return LlamaModel.llama_model_n_layer_nextn(handle());
  }

  /// Attention heads.
  public int nHead() {
    return LlamaModel.llama_model_n_head(handle());
  }

  /// Attention heads of keys and values.
  public int nHeadKv() {
    return LlamaModel.llama_model_n_head_kv(handle());
  }

  /// Window of the sliding-window layers in tokens; 0: none.
  public int nSwa() {
    return LlamaModel.llama_model_n_swa(handle());
  }

  /// Scale of the rotary frequencies in training.
  public float ropeFreqScaleTrain() {
    return LlamaModel.llama_model_rope_freq_scale_train(handle());
  }

  /// Whether all its layers are recurrent (Mamba, RWKV): no position can be taken back.
  public boolean isRecurrent() {
    return LlamaModel.llama_model_is_recurrent(handle());
  }

  /// Whether some of its layers are recurrent.
  public boolean isHybrid() {
    return LlamaModel.llama_model_is_hybrid(handle());
  }

  /// Whether it is a diffusion model.
  public boolean isDiffusion() {
    return LlamaModel.llama_model_is_diffusion(handle());
  }

  /// Whether its input goes through [Context#encode].
  public boolean hasEncoder() {
    return LlamaModel.llama_model_has_encoder(handle());
  }

  /// Whether it generates through [Context#decode].
  public boolean hasDecoder() {
    return LlamaModel.llama_model_has_decoder(handle());
  }

  /// The token that starts the decoder of an encoder-decoder model; -1 for other models.
  public int decoderStartToken() {
    return LlamaModel.llama_model_decoder_start_token(handle());
  }

  /// Labels of a classifier's outputs; empty texts where the model names none.
  public List<String> classifierLabels() {
    MemorySegment model = handle();
    List<String> labels = new ArrayList<>();
    int count = LlamaModel.llama_model_n_cls_out(model);
    for (int i = 0; i < count; i++) {
      labels.add(LlamaLibrary.text(LlamaModelText.llama_model_cls_label(model, i)));
    }
    return List.copyOf(labels);
  }

  /// The text of a chat template.
  ///
  /// @param name such as `tool_use`; the empty string: the default one
  public Optional<String> chatTemplate(String name) {
    MemorySegment model = handle();
    try (Arena local = Arena.ofConfined()) {
      MemorySegment key = name.isEmpty() ? MemorySegment.NULL : local.allocateFrom(name);
      @Nullable String text = Native.string(LlamaModelText.llama_model_chat_template(model, key));
      return Optional.ofNullable(text);
    }
  }

  /// The scalar metadata of the file as texts, in no particular order. Arrays are left out by the
  /// library.
  public Map<String, String> metadata() {
    MemorySegment model = handle();
    return CStrings.metadata(
        LlamaModelText.llama_model_meta_count(model),
        (i, buffer, size) -> LlamaModelText.llama_model_meta_key_by_index(model, i, buffer, size),
        (i, buffer, size) ->
            LlamaModelText.llama_model_meta_val_str_by_index(model, i, buffer, size));
  }

  /// One scalar of the metadata as text.
  public Optional<String> metadata(String key) {
    MemorySegment model = handle();
    try (Arena local = Arena.ofConfined()) {
      MemorySegment name = local.allocateFrom(key);
      return CStrings.read(
          (buffer, size) -> LlamaModelText.llama_model_meta_val_str(model, name, buffer, size));
    }
  }

  /// How the weights are stored, as the library words it (`Q4_K - Medium`).
  public String fileType() {
    return LlamaLibrary.text(
        LlamaNames.llama_ftype_name(LlamaModelText.llama_model_ftype(handle())));
  }

  /// Whether tokens attend only to earlier ones, as generating models do.
  boolean isCausal() {
    String architecture = metadata("general.architecture").orElse("");
    return !metadata(architecture + ".attention.causal").equals(Optional.of("false"));
  }

  /// Writes the model to a file.
  public void save(Path target) {
    try (Arena local = Arena.ofConfined()) {
      LlamaModelFile.llama_model_save_to_file(handle(), local.allocateFrom(target.toString()));
    }
  }

  LlamaLibrary library() {
    return library;
  }

  Children children() {
    return children;
  }

  MemorySegment handle() {
    if (closed) {
      throw LlamaException.misuse("the model " + file + " is closed");
    }
    return handle;
  }

  /// Closes contexts and adapters, then frees the weights. A second call does nothing.
  @Override
  public void close() {
    if (closed) {
      return;
    }
    children.close();
    closed = true;
    LlamaModelFile.llama_model_free(handle);
    arena.close();
  }
}
