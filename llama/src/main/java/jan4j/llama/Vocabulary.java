package jan4j.llama;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import jan4j.llama.raw.LlamaTokens;
import jan4j.llama.raw.LlamaVocab;
import jan4j.llama.raw.LlamaVocabSpecial;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The tokens of a model. Thread-safe; valid as long as its model is open.
public final class Vocabulary {
  private static final int PIECE_GUESS = 64;

  private final Model model;
  private final MemorySegment handle;
  private final int size;

  Vocabulary(Model model, MemorySegment handle) {
    this.model = model;
    this.handle = handle;
    this.size = LlamaVocab.llama_vocab_n_tokens(handle);
  }

  /// Number of tokens; their ids are 0 up to this.
  public int size() {
    return size;
  }

  /// The kind of tokenizer.
  public VocabularyType type() {
    return VocabularyType.of(LlamaVocab.llama_vocab_type(handle()));
  }

  /// Text to tokens.
  ///
  /// @param addSpecial add the beginning and end tokens that the model is configured for
  /// @param parseSpecial read control tokens written out in the text as such; false for text of
  ///   people
  public int[] tokenize(String text, boolean addSpecial, boolean parseSpecial) {
    MemorySegment vocab = handle();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment utf8 = arena.allocate(bytes.length + 1L);
      MemorySegment.copy(bytes, 0, utf8, JAVA_BYTE, 0, bytes.length);
      int capacity = bytes.length + 8;
      while (true) {
        MemorySegment tokens = arena.allocate(JAVA_INT, capacity);
        int count =
            LlamaTokens.llama_tokenize(
                vocab, utf8, bytes.length, tokens, capacity, addSpecial, parseSpecial);
        if (count == Integer.MIN_VALUE) {
          throw LlamaException.misuse("a text of " + bytes.length + " bytes has too many tokens");
        }
        if (count >= 0) {
          return tokens.asSlice(0, 4L * count).toArray(JAVA_INT);
        }
        capacity = -count;
      }
    }
  }

  /// The bytes that a token stands for; a character may be spread over several tokens.
  ///
  /// @param special write control tokens out instead of nothing
  public byte[] piece(int token, boolean special) {
    MemorySegment vocab = handle();
    check(token);
    byte[] buffer = new byte[PIECE_GUESS];
    int length = piece(vocab, token, buffer, special);
    if (length < 0) {
      buffer = new byte[-length];
      length = piece(vocab, token, buffer, special);
    }
    return Arrays.copyOf(buffer, length);
  }

  private static int piece(MemorySegment vocab, int token, byte[] buffer, boolean special) {
    return LlamaTokens.llama_token_to_piece(
        vocab, token, MemorySegment.ofArray(buffer), buffer.length, 0, special);
  }

  /// Tokens to text, the inverse of [#tokenize].
  ///
  /// @param removeSpecial leave out the beginning and end tokens that the model is configured for
  /// @param unparseSpecial write control tokens out
  public String detokenize(int[] tokens, boolean removeSpecial, boolean unparseSpecial) {
    MemorySegment vocab = handle();
    for (int token : tokens) {
      check(token);
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment ids = arena.allocateFrom(JAVA_INT, tokens);
      int capacity = 8 * tokens.length + 8;
      while (true) {
        MemorySegment text = arena.allocate(capacity);
        int length =
            LlamaTokens.llama_detokenize(
                vocab, ids, tokens.length, text, capacity, removeSpecial, unparseSpecial);
        if (length >= 0) {
          return new String(text.asSlice(0, length).toArray(JAVA_BYTE), StandardCharsets.UTF_8);
        }
        capacity = -length;
      }
    }
  }

  /// A token as the vocabulary writes it (`▁the`, `<|im_end|>`).
  public String text(int token) {
    check(token);
    return LlamaLibrary.text(LlamaVocab.llama_vocab_get_text(handle(), token));
  }

  /// The score of a token, for vocabularies that have scores.
  public float score(int token) {
    check(token);
    return LlamaVocab.llama_vocab_get_score(handle(), token);
  }

  /// What kind of token it is.
  public TokenAttributes attributes(int token) {
    check(token);
    return new TokenAttributes(LlamaVocab.llama_vocab_get_attr(handle(), token));
  }

  /// Whether generation ends with this token.
  public boolean isEndOfGeneration(int token) {
    check(token);
    return LlamaVocab.llama_vocab_is_eog(handle(), token);
  }

  /// Whether it is a control token, which has no text of its own.
  public boolean isControl(int token) {
    check(token);
    return LlamaVocab.llama_vocab_is_control(handle(), token);
  }

  /// Beginning of text, or -1.
  public int bos() {
    return LlamaVocabSpecial.llama_vocab_bos(handle());
  }

  /// End of text, or -1.
  public int eos() {
    return LlamaVocabSpecial.llama_vocab_eos(handle());
  }

  /// End of turn, or -1.
  public int eot() {
    return LlamaVocabSpecial.llama_vocab_eot(handle());
  }

  /// Separator of sentences, or -1.
  public int separator() {
    return LlamaVocabSpecial.llama_vocab_sep(handle());
  }

  /// Line break, or -1.
  public int newline() {
    return LlamaVocabSpecial.llama_vocab_nl(handle());
  }

  /// Padding, or -1.
  public int padding() {
    return LlamaVocabSpecial.llama_vocab_pad(handle());
  }

  /// Mask, or -1.
  public int mask() {
    return LlamaVocabSpecial.llama_vocab_mask(handle());
  }

  /// The tokens of fill-in-the-middle prompts, each -1 if absent.
  public FillInTheMiddle fillInTheMiddle() {
    MemorySegment vocab = handle();
    return new FillInTheMiddle(
        LlamaVocabSpecial.llama_vocab_fim_pre(vocab),
        LlamaVocabSpecial.llama_vocab_fim_suf(vocab),
        LlamaVocabSpecial.llama_vocab_fim_mid(vocab),
        LlamaVocabSpecial.llama_vocab_fim_pad(vocab),
        LlamaVocabSpecial.llama_vocab_fim_rep(vocab),
        LlamaVocabSpecial.llama_vocab_fim_sep(vocab));
  }

  /// Whether [#tokenize] with `addSpecial` puts the beginning token first.
  public boolean addsBos() {
    return LlamaVocabSpecial.llama_vocab_get_add_bos(handle());
  }

  /// Whether it puts the end token last.
  public boolean addsEos() {
    return LlamaVocabSpecial.llama_vocab_get_add_eos(handle());
  }

  /// Whether it puts separators.
  public boolean addsSeparator() {
    return LlamaVocabSpecial.llama_vocab_get_add_sep(handle());
  }

  /// Tokens that the model asks never to be generated.
  @SuppressWarnings("restricted") // the library says the length
  public int[] suppressed() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment count = arena.allocate(JAVA_INT);
      MemorySegment tokens = LlamaVocab.llama_vocab_get_suppress_tokens(handle(), count);
      int n = count.get(JAVA_INT, 0);
      return n <= 0 || tokens.address() == 0
          ? new int[0]
          : tokens.reinterpret(4L * n).toArray(JAVA_INT);
    }
  }

  LlamaLibrary library() {
    return model.library();
  }

  MemorySegment handle() {
    model.handle(); // throws once the model is closed
    return handle;
  }

  /// The library would throw a C++ exception, which nothing could catch.
  void check(int token) {
    if (token < 0 || token >= size) {
      throw LlamaException.misuse("token " + token + " is not in the vocabulary of " + size);
    }
  }
}
