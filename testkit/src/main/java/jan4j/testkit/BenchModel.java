package jan4j.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/// Writes the model that speed is measured on: random weights in the shape of Llama 3.2 1B (width
/// 2048, 16 layers, 32 heads, 8 KV heads, tied embedding) with a vocabulary of 151,936 tokens,
/// Q4_0, 1.28 billion parameters, 0.73 GB. Speed does not depend on what weights say, and such a
/// file can be made anywhere, without a download.
public final class BenchModel {
  /// Tokens of its vocabulary.
  public static final int VOCABULARY = 151_936;

  private static final int WIDTH = 2048;
  private static final int FEED_FORWARD = 8192;
  private static final int LAYERS = 16;
  private static final int HEADS = 32;
  private static final int KV_HEADS = 8;
  private static final TensorType TYPE = TensorType.Q4_0;

  private long seed = 1;
  private final GgufWriter gguf = new GgufWriter();

  private BenchModel() {}

  /// Writes the model to the file that the only argument names, unless it is there already.
  public static void main(String[] arguments) {
    if (arguments.length != 1) {
      System.err.println("usage: BenchModel <file.gguf>");
      System.exit(2);
    }
    System.out.println(write(Path.of(arguments[0])));
  }

  /// Writes the model, unless the file is there already.
  ///
  /// @return `file`
  public static Path write(Path file) {
    if (Files.isRegularFile(file)) {
      return file;
    }
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path part = file.resolveSibling(file.getFileName() + ".part");
      new BenchModel().build().write(part);
      return Files.move(part, file);
    } catch (IOException e) {
      throw new UncheckedIOException("writing " + file, e);
    }
  }

  private GgufWriter build() {
    metadata();
    tensor("token_embd", 0.08, WIDTH, VOCABULARY);
    norm("output_norm");
    int kv = WIDTH / HEADS * KV_HEADS;
    for (int layer = 0; layer < LAYERS; layer++) {
      String block = "blk." + layer + ".";
      norm(block + "attn_norm");
      norm(block + "ffn_norm");
      weight(block + "attn_q", WIDTH, WIDTH);
      weight(block + "attn_k", WIDTH, kv);
      weight(block + "attn_v", WIDTH, kv);
      weight(block + "attn_output", WIDTH, WIDTH);
      weight(block + "ffn_gate", WIDTH, FEED_FORWARD);
      weight(block + "ffn_up", WIDTH, FEED_FORWARD);
      weight(block + "ffn_down", FEED_FORWARD, WIDTH);
    }
    return gguf;
  }

  private void metadata() {
    gguf.put("general.architecture", "llama")
        .put("general.name", "bench-1b-random-q4_0")
        .put("general.file_type", 2)
        .put("llama.context_length", 32_768)
        .put("llama.embedding_length", WIDTH)
        .put("llama.feed_forward_length", FEED_FORWARD)
        .put("llama.block_count", LAYERS)
        .put("llama.attention.head_count", HEADS)
        .put("llama.attention.head_count_kv", KV_HEADS)
        .put("llama.attention.layer_norm_rms_epsilon", 1e-5f)
        .put("llama.rope.freq_base", 500_000f)
        .put("llama.vocab_size", VOCABULARY)
        .put("tokenizer.chat_template", TinyModels.CHAT_TEMPLATE);
    List<String> controls = List.of("<|im_start|>", "<|im_end|>");
    List<String> texts = texts(VOCABULARY - TinyVocabulary.FIRST_TEXT - controls.size());
    TinyVocabulary.write(gguf, texts, controls, VOCABULARY - 1);
  }

  /// The tiny vocabulary's texts, then invented words with their beginnings.
  private static List<String> texts(int count) {
    Set<String> texts = new LinkedHashSet<>(TinyVocabulary.TEXTS);
    SplittableRandom random = new SplittableRandom(1);
    String[] syllables = {
      "ka", "te", "mi", "so", "ru", "na", "ve", "lo", "shi", "pan", "der", "gol", "ist", "mar",
      "tin", "bel"
    };
    while (texts.size() < count) {
      StringBuilder word = new StringBuilder(TinyVocabulary.SPACE);
      int length = 1 + random.nextInt(6);
      for (int i = 0; i < length; i++) {
        word.append(syllables[random.nextInt(syllables.length)]);
      }
      for (int end = 2; end <= word.length() && texts.size() < count; end++) {
        texts.add(word.substring(0, end));
      }
    }
    return new ArrayList<>(texts);
  }

  private void norm(String name) {
    gguf.tensor(name + ".weight", TensorType.F32, TensorData.constant(1), WIDTH);
  }

  /// Gain 2: strong layers make the next token depend on the whole context, so that greedy text
  /// does not go round in a circle, which would flatter speculative decoding.
  private void weight(String name, int in, int out) {
    tensor(name, 2 / Math.sqrt(in), in, out);
  }

  private void tensor(String name, double deviation, long... shape) {
    TensorData data = new TensorData.RandomBlocks((float) deviation, seed++);
    gguf.tensor(name + ".weight", TYPE, data, shape);
  }
}
