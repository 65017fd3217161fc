package jan4j.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Writes models of random weights, each under 2 MB and loaded in milliseconds, that llama.cpp runs
/// like any other: greedy decoding gives varied plain text that depends on the whole prompt, never
/// an end-of-generation token (control and byte tokens have logit 0, text tokens reach 10 and
/// more). Seeds are fixed: the same file on every machine. All use [TinyVocabulary].
///
/// A test that wants an end of generation, or bytes that are no UTF-8 on their own, adds a logit
/// bias for the token.
public final class TinyModels {
  /// Tokens of context that every tiny model declares.
  public static final int N_CTX_TRAIN = 2048;

  /// The window of [Kind#SLIDING_WINDOW], in tokens.
  public static final int WINDOW = 32;

  /// ChatML, as the models with a template carry it.
  public static final String CHAT_TEMPLATE =
      "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\\n' +"
          + " message['content'] + '<|im_end|>' + '\\n' }}{% endfor %}"
          + "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";

  /// The architectures, each standing for a kind of memory that llama.cpp has.
  public enum Kind {
    /// Llama, F32, with a chat template.
    DENSE("tiny-dense"),
    /// Llama, F16, without a chat template: a base model.
    BASE("tiny-base"),
    /// Llama, Q8_0, wider: enough work that a prefill can be interrupted.
    QUANTIZED("tiny-quantized"),
    /// Gemma 3, window and full layers in turn.
    SLIDING_WINDOW("tiny-sliding-window"),
    /// Mamba: no KV cache, one state per sequence.
    RECURRENT("tiny-recurrent"),
    /// LFM2: convolution and attention layers in turn.
    HYBRID("tiny-hybrid"),
    /// Llama with 4 experts, 2 used.
    MIXTURE_OF_EXPERTS("tiny-mixture-of-experts");

    private final String modelName;

    Kind(String modelName) {
      this.modelName = modelName;
    }

    /// The model's name; its file is this with `.gguf`.
    public String modelName() {
      return modelName;
    }

    /// Whether the file carries [#CHAT_TEMPLATE].
    public boolean hasChatTemplate() {
      return this != BASE;
    }
  }

  private TinyModels() {}

  /// Writes the model of that kind into a folder, which is made where it is absent.
  ///
  /// @return the file, `<folder>/<modelName>.gguf`
  public static Path write(Kind kind, Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("making " + folder, e);
    }
    return gguf(kind).write(folder.resolve(kind.modelName() + ".gguf"));
  }

  /// Writes the dense model into the folder that the argument names; for `scripts/bench`.
  public static void main(String[] arguments) {
    dense(Path.of(arguments[0]));
  }

  /// Writes the dense model with a chat template, the one to use where the kind does not matter.
  public static Path dense(Path folder) {
    return write(Kind.DENSE, folder);
  }

  /// Writes the dense model without a chat template.
  public static Path base(Path folder) {
    return write(Kind.BASE, folder);
  }

  /// Writes the model whose attention sees [#WINDOW] tokens in every other layer.
  public static Path slidingWindow(Path folder) {
    return write(Kind.SLIDING_WINDOW, folder);
  }

  /// Writes the model that has a state in place of a KV cache.
  public static Path recurrent(Path folder) {
    return write(Kind.RECURRENT, folder);
  }

  /// Writes the model that has both a state and a KV cache.
  public static Path hybrid(Path folder) {
    return write(Kind.HYBRID, folder);
  }

  /// Writes the model with experts.
  public static Path mixtureOfExperts(Path folder) {
    return write(Kind.MIXTURE_OF_EXPERTS, folder);
  }

  /// Writes the dense model with that chat template and further control tokens, which its random
  /// weights choose as readily as text.
  ///
  /// @param name the model's name; its file is this with `.gguf`
  public static Path withTemplate(
      Path folder, String name, String template, List<String> controls) {
    GgufWriter gguf = new TinyArchitecture("llama", TensorType.F32, 64, 4).llama(0);
    gguf.put("general.name", name);
    gguf.put("tokenizer.chat_template", template);
    TinyVocabulary.describe(gguf, TinyVocabulary.imEnd(), controls);
    return gguf.write(folder.resolve(name + ".gguf"));
  }

  static GgufWriter gguf(Kind kind) {
    GgufWriter gguf =
        switch (kind) {
          case DENSE -> new TinyArchitecture("llama", TensorType.F32, 64, 4).llama(0);
          case BASE -> new TinyArchitecture("llama", TensorType.F16, 64, 3).llama(0);
          case QUANTIZED -> new TinyArchitecture("llama", TensorType.Q8_0, 128, 6).llama(0);
          case SLIDING_WINDOW -> new TinyArchitecture("gemma3", TensorType.F32, 64, 4).gemma3();
          case RECURRENT -> new TinyArchitecture("mamba", TensorType.F32, 64, 4).mamba();
          case HYBRID -> new TinyArchitecture("lfm2", TensorType.F32, 64, 4).lfm2();
          case MIXTURE_OF_EXPERTS -> new TinyArchitecture("llama", TensorType.F32, 64, 2).llama(4);
        };
    gguf.put("general.name", kind.modelName());
    if (kind.hasChatTemplate()) {
      gguf.put("tokenizer.chat_template", CHAT_TEMPLATE);
    }
    TinyVocabulary.describe(
        gguf, kind.hasChatTemplate() ? TinyVocabulary.imEnd() : TinyVocabulary.EOS);
    return gguf;
  }
}
