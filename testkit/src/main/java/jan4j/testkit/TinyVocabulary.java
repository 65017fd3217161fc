package jan4j.testkit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A SentencePiece vocabulary of a few hundred tokens: `<unk>`, `<s>`, `</s>`, the 256 byte tokens,
/// every printable ASCII character, some words with all their beginnings (SentencePiece reaches a
/// word by joining neighbours), and the ChatML control tokens at the end.
public final class TinyVocabulary {
  public static final int UNKNOWN = 0;
  public static final int BOS = 1;
  public static final int EOS = 2;

  /// The token of byte 0; that of byte `b` is `FIRST_BYTE + b`.
  public static final int FIRST_BYTE = 3;

  /// The first token that is plain text.
  public static final int FIRST_TEXT = FIRST_BYTE + 256;

  static final String SPACE = "\u2581";
  private static final String WORDS =
      """
      the and you that was for are with his they this have from one had word but not what all \
      were when your can said there use each which she how their will other about out many then \
      them these some her would make like him into time has look two more write see number way \
      could people than first water been call who oil its now find long down day did get come \
      made may part Hello Paris France name is in of to a it he on as at be or by we an if do\
      """;

  // Values of `enum llama_token_attr`'s file form, `llama_token_type` (llama.h).
  private static final int TYPE_NORMAL = 1;
  private static final int TYPE_UNKNOWN = 2;
  private static final int TYPE_CONTROL = 3;
  private static final int TYPE_BYTE = 6;

  static final List<String> TEXTS = texts();

  private TinyVocabulary() {}

  /// How many tokens there are.
  public static int size() {
    return TEXTS.size() + FIRST_TEXT + 2;
  }

  /// The token `<|im_start|>`.
  public static int imStart() {
    return size() - 2;
  }

  /// The token `<|im_end|>`, which ends an answer.
  public static int imEnd() {
    return size() - 1;
  }

  /// Whether a model of random weights should choose this token: plain text, no byte and no control
  /// token.
  static boolean isText(long token) {
    return token >= FIRST_TEXT && token < imStart();
  }

  /// Adds the `tokenizer.ggml.*` metadata.
  ///
  /// @param eos the token that ends an answer
  static void describe(GgufWriter gguf, int eos) {
    describe(gguf, eos, List.of());
  }

  /// The same, with further control tokens before those of ChatML: they take the ids of the last
  /// texts, so the size stays.
  static void describe(GgufWriter gguf, int eos, List<String> controls) {
    List<String> all = new ArrayList<>(controls);
    all.addAll(List.of("<|im_start|>", "<|im_end|>"));
    write(gguf, TEXTS.subList(0, TEXTS.size() - controls.size()), all, eos);
  }

  /// The same for any list of texts and control tokens after the byte tokens.
  static void write(GgufWriter gguf, List<String> texts, List<String> controls, int eos) {
    List<String> tokens = new ArrayList<>(List.of("<unk>", "<s>", "</s>"));
    List<Integer> types = new ArrayList<>(List.of(TYPE_UNKNOWN, TYPE_CONTROL, TYPE_CONTROL));
    List<Float> scores = new ArrayList<>(List.of(0f, 0f, 0f));
    for (int b = 0; b < 256; b++) {
      tokens.add(String.format(Locale.ROOT, "<0x%02X>", b));
      types.add(TYPE_BYTE);
      scores.add(0f);
    }
    for (String text : texts) {
      tokens.add(text);
      types.add(TYPE_NORMAL);
      // Longer first, then in order: a joined piece wins over its parts.
      scores.add(text.length() * 10f - tokens.size() * 1e-3f);
    }
    for (String control : controls) {
      tokens.add(control);
      types.add(TYPE_CONTROL);
      scores.add(0f);
    }
    gguf.put("tokenizer.ggml.model", "llama")
        .put("tokenizer.ggml.tokens", tokens, GgufValue.Text::new)
        .put("tokenizer.ggml.scores", scores, GgufValue.Float32::new)
        .put("tokenizer.ggml.token_type", types, GgufValue.Int32::new)
        .put("tokenizer.ggml.unknown_token_id", UNKNOWN)
        .put("tokenizer.ggml.bos_token_id", BOS)
        .put("tokenizer.ggml.eos_token_id", eos)
        .put("tokenizer.ggml.add_bos_token", true)
        .put("tokenizer.ggml.add_eos_token", false)
        .put("tokenizer.ggml.add_space_prefix", false);
  }

  private static List<String> texts() {
    Set<String> out = new LinkedHashSet<>();
    out.add(SPACE);
    out.add("\n");
    for (char c = '!'; c <= '~'; c++) {
      out.add(String.valueOf(c));
    }
    for (String word : WORDS.split(" ", -1)) {
      String piece = SPACE + word;
      for (int end = 2; end <= piece.length(); end++) {
        out.add(piece.substring(0, end));
      }
    }
    out.addAll(List.of("\u00e9", "\u00fc", "in", "ing", "ed", "er", "ly"));
    return List.copyOf(out);
  }
}
