package jan4j.llama;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import jan4j.llama.LlamaException.Reason;
import jan4j.llama.raw.LlamaAdapter;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Map;

/// A LoRA adapter of a model, put to use by [Context#setAdapters]. Load and close it on the thread
/// that owns the contexts of its model; the model closes it if nobody did.
public final class Adapter implements AutoCloseable {
  /// An adapter and how strongly it is applied.
  ///
  /// @param scale 1: as trained
  public record Applied(Adapter adapter, float scale) {}

  private final Model model;
  private final Path file;
  private final MemorySegment handle;
  private int users;
  private boolean closed;

  private Adapter(Model model, Path file, MemorySegment handle) {
    this.model = model;
    this.file = file;
    this.handle = handle;
    model.children().addUsed(this);
  }

  /// Loads an adapter from a GGUF file.
  ///
  /// @throws LlamaException with [Reason#ADAPTER] if it does not fit the model
  public static Adapter load(Model model, Path file) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment weights = model.handle();
      model.library().clearErrors();
      MemorySegment handle =
          LlamaAdapter.llama_adapter_lora_init(weights, arena.allocateFrom(file.toString()));
      if (handle.address() == 0) {
        throw model
            .library()
            .failure(Reason.ADAPTER, "cannot load adapter " + file + " for " + model.file());
      }
      return new Adapter(model, file, handle);
    }
  }

  /// The file it was loaded from.
  public Path file() {
    return file;
  }

  /// The scalar metadata of the file as texts.
  public Map<String, String> metadata() {
    MemorySegment adapter = handle();
    return CStrings.metadata(
        LlamaAdapter.llama_adapter_meta_count(adapter),
        (i, buffer, size) -> LlamaAdapter.llama_adapter_meta_key_by_index(adapter, i, buffer, size),
        (i, buffer, size) ->
            LlamaAdapter.llama_adapter_meta_val_str_by_index(adapter, i, buffer, size));
  }

  /// The tokens that switch on an activated LoRA; empty for a plain one.
  @SuppressWarnings("restricted") // the library says the length
  public int[] invocationTokens() {
    long count = LlamaAdapter.llama_adapter_get_alora_n_invocation_tokens(handle());
    if (count == 0) {
      return new int[0];
    }
    return LlamaAdapter.llama_adapter_get_alora_invocation_tokens(handle)
        .reinterpret(4 * count)
        .toArray(JAVA_INT);
  }

  Model model() {
    return model;
  }

  void used() {
    users++;
  }

  void unused() {
    users--;
  }

  MemorySegment handle() {
    if (closed) {
      throw LlamaException.misuse("the adapter " + file + " is closed");
    }
    model.handle(); // throws once the model is closed
    return handle;
  }

  /// Frees it. A second call does nothing.
  ///
  /// @throws LlamaException while a context uses it
  @Override
  public void close() {
    if (closed) {
      return;
    }
    if (users > 0) {
      throw LlamaException.misuse(
          "the adapter " + file + " is used by " + users + " contexts; set others there first");
    }
    closed = true;
    model.children().remove(this);
    LlamaAdapter.llama_adapter_lora_free(handle);
  }
}
